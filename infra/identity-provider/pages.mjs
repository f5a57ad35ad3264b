/** The two pages that the provider shows: who are you, and sign out. */

const style = `
  body { font: 16px/1.5 "Hanken Grotesk", system-ui, sans-serif; color: #16212B; background: #FBFAF7; margin: 0; }
  main { max-width: 30rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 26px; line-height: 1.15; margin: 0 0 .5rem; }
  p { color: #55616B; margin: 0 0 1.5rem; }
  button { display: block; width: 100%; text-align: left; font: inherit; color: inherit; background: #FFF; cursor: pointer;
    border: 1px solid #D9D5CB; border-radius: 6px; padding: 12px 16px; margin-bottom: 8px; }
  button:hover { border-color: #0B5E63; }
  button:focus-visible { outline: 2px solid #0A5BD3; outline-offset: 2px; }
  small { display: block; font-size: 14px; color: #55616B; }
  @media (prefers-color-scheme: dark) {
    body { color: #E8ECEE; background: #10161B; } p, small { color: #A4AFB7; }
    button { background: #182027; border-color: #2E3942; } button:hover { border-color: #6CC5C6; }
    button:focus-visible { outline-color: #7DB3FF; }
  }`;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main>${body}</main></body></html>`;

/** One button for each persona; pressing it signs in, for nobody here has a password. */
export const whoAreYou = (personas) =>
  page(
    "Sign in · local identity provider",
    `<h1>Who are you today?</h1>
    <p>People of the sample company. This provider is for laptops and tests and asks for no passwords.</p>
    <form method="post">${Object.entries(personas)
      .map(
        ([login, { name, about }]) =>
          `<button name="login" value="${login}" aria-describedby="${login}">${escaped(name)}
          <small id="${login}">${escaped(about)}</small></button>`,
      )
      .join("")}</form>`,
  );

/**
 * Ask before signing out, unless the app that the person signed in to says so (it proves that with the id token).
 * @param form What the provider wants to get back, with the id "op.logoutForm".
 */
export const signOut = (form, { asked }) =>
  page(
    "Sign out · local identity provider",
    `<h1>Sign out?</h1>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
    ${asked ? "" : '<script>document.querySelector("button").click()</script>'}`,
  );
