import { Environment, Network, RecordSource, Store } from "relay-runtime";
import { subscribeDocument } from "./live";
import { fetchDocument } from "./network";

/** Records of places that were left, kept for the way back. */
const keptPlaces = 20;

export const relayEnvironment = new Environment({
  network: Network.create(fetchDocument, subscribeDocument),
  store: new Store(new RecordSource(), { gcReleaseBufferSize: keptPlaces }),
});
