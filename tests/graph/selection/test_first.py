import orjson, graphql
from samsvar.graph.selection import operations, resolvers
from samsvar.graph.selection.plans import Statement

Q="""query($d:Int, $f: BookFilter, $t: String) {
 book(id:"book_0000000c-0000-0000-0000-000000000001"){ id title kind author{id name tags mood bornOn latestBook{id title}} shelf{name parent{id} above(depth:$d){id steps} books(first:2){totalCount edges{cursor node{title}} pageInfo{hasNextPage endCursor}}} price pages rating isLent addedAt addedOn isbn summary{note score words chapters{title sections{title kind writtenBy{name}}} best{title}} extra isLongerThan(pages:20) mentions{id of{__typename ... on Book{title} ...on Node{id}}} }
 books(first:4, order: LONGEST, filter:$f){ totalCount nodes{title pages} pageInfo{hasNextPage hasPreviousPage startCursor} edges{node{beside(last:2, filter:{title:$t}){nodes{id}}}}}
 things(limit:3){... on Author{name} ... on Shelf{id}}
 pagesOfThings(first:2){edges{cursor node{__typename}}}
 node(id:"author_0000000b-0000-0000-0000-000000000001"){id ... on Author{name}}
 nodes(ids:["author_0000000b-0000-0000-0000-000000000001","zz","book_0000000b-0000-0000-0000-000000000001","shelf_0000000a-0000-0000-0000-000000000001"]){id __typename}
 favourite{name}
 mentions{id note of{__typename}}
}"""
async def test_one(schema, context):
    doc=graphql.parse(Q)
    assert not graphql.validate(schema._schema, doc)
    op=doc.definitions[0]
    v={"d":2,"f":{"pages":{"least":20}}}
    r=await operations.execute(schema, doc, op, variables=v, context=context)
    print(r.errors)
    print(orjson.dumps(r.data, option=orjson.OPT_INDENT_2).decode())
    fast=orjson.loads(orjson.dumps(r.data))
    with resolvers.field_by_field():
        async with resolvers.one_snapshot(context):
            s=await graphql.execute(schema._schema, doc, variable_values=v, context_value=context, executor_class=schema.execution_context_class, operation_extensions=None)
    print(s.errors)
    import traceback
    [traceback.print_exception(e.original_error) for e in s.errors or []]
    slow=orjson.loads(orjson.dumps(s.data))
    import json
    for k in fast:
        if fast[k]!=slow[k]:
            print(k, json.dumps(fast[k],indent=1), json.dumps(slow[k],indent=1))
    assert fast==slow
