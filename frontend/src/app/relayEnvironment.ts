import type { SubscribeFunction } from "relay-runtime";
import { Environment, type GraphQLResponse, Network, Observable, RecordSource, Store } from "relay-runtime";
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
