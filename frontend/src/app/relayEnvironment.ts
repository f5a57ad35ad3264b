import type { SubscribeFunction } from "relay-runtime";
import { Environment, type GraphQLResponse, Network, Observable, RecordSource, Store } from "relay-runtime";
import { Outdated } from "../lib/failures";
import { fetchDocument } from "./network";

/** Records of places that were left, kept for the way back. */
const keptPlaces = 20;

/** The live connection is fetched apart: nothing that is read first waits for it. */
const subscribeDocument: SubscribeFunction = (request, variables) =>
  Observable.create<GraphQLResponse>((sink) => {
    let end = () => {};
    let isOver = false;
    import("./liveConnection").then(
      ({ follow }) => {
        if (!isOver) end = follow(request, variables, sink);
      },
      (error: Error) => sink.error(error),
    );
    return () => {
      isOver = true;
      end();
    };
  });

export const relayEnvironment = new Environment({
  network: Network.create(fetchDocument, subscribeDocument),
  store: new Store(new RecordSource(), { gcReleaseBufferSize: keptPlaces }),
});

const execute = relayEnvironment.execute.bind(relayEnvironment);

/**
 * A place that is on the screen stays there when asking for it again fails: what somebody reads or types is not taken
 * away by a tunnel. It is asked for once more when the live connection is back.
 */
relayEnvironment.execute = (config) => {
  const { operation } = config;
  const isShown =
    operation.request.node.params.operationKind === "query" &&
    relayEnvironment.check(operation).status === "available";
  if (!isShown) return execute(config);
  return execute(config).catch((error) => {
    if (error instanceof Outdated) throw error;
    return Observable.create((sink) => sink.complete());
  });
};
