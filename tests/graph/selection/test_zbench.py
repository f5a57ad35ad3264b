import time, orjson, graphql
from tests.graph.selection import roads, library
from samsvar.graph.selection import operations, resolvers
from samsvar.graph.selection.arguments import Given
Q="""query($id: ID!, $d: Int!){ book(id:$id){ id title kind pages author{id name} shelf{name above(depth:$d){id name}} mentions{id} } }"""
async def test_b(schema, context):
    doc=graphql.parse(Q); op=doc.definitions[0]; v={"id":"book_0000000c-0000-0000-0000-000000000002","d":3}
    async def plan(): return orjson.dumps({"data":(await operations.execute(schema,doc,op,variables=v,context=context)).data})
    async def core(): return orjson.dumps({"data":(await roads.by_graphql_core(schema,doc,v,context)).data})
    st=resolvers.plans_of(schema).statement(schema._schema.query_type,[op.selection_set.selections[0]],op,{},v)
    args=st.bound(Given(v,context))
    async def floor():
        async with context.database.read(context.scope) as r: return b'{"data":{"book":'+await r.value(st.sql,args)+b'}}'
    import asyncpg
    con=await context.database._reads.take()
    from samsvar.persistence import reads
    async def raw():
        await con.execute(reads._beginning(context.scope)); d=await con.fetchval(st.sql,*args); await con.execute("commit"); return b'{"data":{"book":'+d+b'}}'
    print(await plan()); assert await plan()==await core()==await floor()==await raw()
    for rnd in range(3):
        for name,f in (("raw",raw),("floor",floor),("plan",plan),("core",core)):
            for _ in range(50): await f()
            c=time.process_time(); t=time.perf_counter()
            for _ in range(600): await f()
            print(name, "cpu us", round((time.process_time()-c)/600*1e6), "wall us", round((time.perf_counter()-t)/600*1e6))

async def test_profile(schema, context):
    import cProfile, pstats
    doc=graphql.parse(Q); op=doc.definitions[0]; v={"id":"book_0000000c-0000-0000-0000-000000000002","d":3}
    async def plan(): return orjson.dumps({"data":(await operations.execute(schema,doc,op,variables=v,context=context)).data})
    await plan()
    p=cProfile.Profile(); p.enable()
    for _ in range(1000): await plan()
    p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(28)
