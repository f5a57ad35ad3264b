/** What stands in the editor of somebody who opens it for the first time. */
export const firstQuery = `# Everything that the app can read and do, with your own rights.
# Ctrl-Space completes, Ctrl-Enter executes; the book to the left holds the documentation.

query FirstLook {
  viewer {
    __typename
  }
}
`;
