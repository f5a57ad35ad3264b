import type { Plugin } from "vite";

/**
 * What of Relay's runtime our documents never ask for. Its modules require each other at load, so that a bundler has to
 * keep them all; these are left out of what browsers fetch. `src/app/leanRelay.test.ts` holds that no document needs them.
 */
const unused: Readonly<Record<string, string>> = {
  // Fragments read outside of React.
  experimental: "",
  createFragmentSpecResolver: "",
  fetchQuery_DEPRECATED: "",
  // A second cache, of whole answers.
  RelayQueryResponseCache: "",
  // `@updatable`
  readUpdatableFragment: "",
  readUpdatableQuery: "",
  // `@deleteRecord`, `@appendNode` and their kin, and what was there before them.
  MutationHandlers: "",
  RelayDeclarativeMutationConfig: "",
  // Relay resolvers. The store tells their cache what it does; there is nothing to do about it.
  LiveResolverCache: `
    export class LiveResolverCache {
      invalidateDataIDs() {}
      invalidateResolverRecords() {}
      unsubscribeFromLiveResolverRecords() {}
    }
    export const RELAY_RESOLVER_LIVE_STATE_SUBSCRIPTION_KEY = "__resolverLiveStateSubscription";
    export const getUpdatedDataIDs = (ids) => ids;
  `,
};

const mark = "\0lean-relay:";

/** The names of those modules. */
export const leftOut: readonly string[] = Object.keys(unused);

export const leanRelay: Plugin = {
  name: "samsvar:lean-relay",
  apply: "build",
  enforce: "pre",
  resolveId(source, importer) {
    const name = source.split("/").at(-1) ?? "";
    const isLeftOut = importer?.includes("/relay-runtime/lib/") && Object.hasOwn(unused, name);
    return isLeftOut ? `${mark}${name}` : null;
  },
  load(id) {
    if (!id.startsWith(mark)) return null;
    return unused[id.slice(mark.length)] || "export {};";
  },
};
