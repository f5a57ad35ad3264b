/**
 * The local identity provider: a real, certified OpenID Provider whose people come from personas.json.
 *
 * Environment (all have defaults that suit `make run`):
 *   PORT                   8601
 *   ISSUER                 http://localhost:$PORT
 *   APP_URL                http://localhost:8600, where the app that people sign in to is served
 *   CLIENT_ID, CLIENT_SECRET  of that app
 *   API_AUDIENCE           https://samsvar.example/api, for tokens of integrations
 *   ACCESS_TOKEN_SECONDS   600; tests shorten it
 *   STOP_WITH_STDIN        when set, the provider ends as soon as its standard input does
 *
 * Nothing is stored: keys, sessions and tokens are as old as the process.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import { Provider } from "oidc-provider";
// What it takes by itself too, but not without a warning at each start.
import { createMemoryAdapter } from "oidc-provider/lib/adapters/memory_adapter.js";
import { signOut, whoAreYou } from "./pages.mjs";

const environment = process.env;
const port = Number(environment.PORT ?? 8601);
const issuer = environment.ISSUER ?? `http://localhost:${port}`;
const appUrl = environment.APP_URL ?? "http://localhost:8600";
const apiAudience = environment.API_AUDIENCE ?? "https://samsvar.example/api";
const accessTokenSeconds = Number(environment.ACCESS_TOKEN_SECONDS ?? 600);
const personas = JSON.parse(readFileSync(new URL("personas.json", import.meta.url)));

const signingKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const webApp = (id, secret, url) => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [`${url}/auth/callback`],
  post_logout_redirect_uris: [`${url}/`],
  backchannel_logout_uri: `${url}/auth/back-channel-logout`,
  backchannel_logout_session_required: true,
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
});

const integration = (id, secret, scope) => ({
  client_id: id,
  client_secret: secret,
  scope,
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
});

const provider = new Provider(issuer, {
  adapter: createMemoryAdapter(0),
  clients: [
    webApp(environment.CLIENT_ID ?? "samsvar", environment.CLIENT_SECRET ?? "samsvar-local-secret", appUrl),
    // Another app of the same company: what it is given must not open ours.
    webApp("another-app", "another-app-secret", appUrl),
    integration("samsvar-integration", "integration-secret", "okr:read okr:write"),
    integration("samsvar-read-only", "read-only-secret", "okr:read"),
  ],
  scopes: ["openid", "offline_access", "profile", "email", "groups", "okr:read", "okr:write"],
  claims: {
    openid: ["sub", "sid"],
    profile: ["name", "locale"],
    email: ["email", "email_verified"],
    groups: ["groups"],
  },
  conformIdTokenClaims: true, // The id token says who; the rest is asked for at the userinfo endpoint, as at many providers.
  pkce: { required: () => true },
  jwks: { keys: [{ ...signingKey, use: "sig", alg: "RS256" }] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  rotateRefreshToken: true,
  issueRefreshToken: async (_context, client, code) =>
    client.grantTypeAllowed("refresh_token") && code.scopes.has("offline_access"),
  ttl: {
    AccessToken: accessTokenSeconds,
    ClientCredentials: accessTokenSeconds,
    IdToken: 600,
    Interaction: 600,
    Grant: 86_400,
    RefreshToken: 86_400,
    Session: 28_800,
  },
  findAccount: async (_context, login) => {
    const persona = personas[login];
    if (!persona) return undefined;
    const { about: _, ...claims } = persona;
    return { accountId: login, claims: async () => ({ sub: login, email_verified: true, ...claims }) };
  },
  // The company's own apps need nobody's consent.
  loadExistingGrant: async ({ oidc }) => {
    const known = oidc.result?.consent?.grantId ?? oidc.session.grantIdFor(oidc.client.clientId);
    if (known) return provider.Grant.find(known);
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid profile email groups offline_access");
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (context, form) => {
        context.body = signOut(form, { asked: !context.oidc.params.id_token_hint });
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (_context, client) =>
        client.grantTypes.includes("client_credentials") ? apiAudience : undefined,
      useGrantedResource: async () => false,
      // Any resource is served, so that tokens meant for another API can be had, and tried on ours.
      getResourceServerInfo: async (_context, resource) => ({
        scope: "okr:read okr:write",
        audience: resource,
        accessTokenFormat: "jwt",
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
  // The library won't call loopback addresses, but there the app to sign out of is.
  fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
});

for (const event of ["server_error", "backchannel.error"]) {
  provider.on(event, (_context, error) => console.error(`identity provider: ${event}: ${error.stack ?? error}`));
}

const answerOthers = provider.callback();

/** Show the personas, and sign in as the one that was chosen. */
async function interact(request, response) {
  try {
    await provider.interactionDetails(request, response);
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
    return response.end(`This sign-in has expired or was begun elsewhere (${error.message}). Begin again in the app.`);
  }
  if (request.method === "POST") {
    let body = "";
    for await (const chunk of request) body += chunk;
    const login = new URLSearchParams(body).get("login");
    if (Object.hasOwn(personas, login)) {
      return provider.interactionFinished(request, response, { login: { accountId: login, amr: ["pwd"] } });
    }
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(whoAreYou(personas));
}

const server = http.createServer((request, response) =>
  request.url.startsWith("/interaction/") ? interact(request, response) : answerOthers(request, response),
);
server.on("error", (error) => {
  console.error(
    error.code === "EADDRINUSE"
      ? `The identity provider cannot listen on port ${port}: another program does.`
      : `The identity provider failed: ${error.message}`,
  );
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => console.log(`identity provider ready at ${issuer}`));

if (environment.STOP_WITH_STDIN) process.stdin.resume().on("close", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
