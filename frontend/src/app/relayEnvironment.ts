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

const retain = relayEnvironment.retain.bind(relayEnvironment);
const execute = relayEnvironment.execute.bind(relayEnvironment);

/** How many parts of the screen hold on to an operation, by its identifier. */
const holders = new Map<string, number>();

relayEnvironment.retain = (operation) => {
  const { identifier } = operation.request;
  const count = (change: number) => holders.set(identifier, (holders.get(identifier) ?? 0) + change);
  const { dispose } = retain(operation);
  let isHeld = true;
  count(1);
  return {
    dispose() {
      if (isHeld) count(-1);
      isHeld = false;
      dispose();
    },
  };
};

/**
 * A place that is on the screen stays there when asking for it again fails: what somebody reads or types is not taken
 * away by a tunnel. It is asked for once more when the live connection is back. Who asks without showing the answer,
 * such as what saves, hears of each failure: no answer must not look like an empty one.
 */
relayEnvironment.execute = (config) => {
  const { operation } = config;
  const { identifier, node } = operation.request;
  const isKnown =
    node.params.operationKind === "query" && relayEnvironment.check(operation).status === "available";
  if (!isKnown) return execute(config);
  return execute(config).catch((error) => {
    if (error instanceof Outdated || !holders.get(identifier)) throw error;
    return Observable.create((sink) => sink.complete());
  });
};
