/** What stands in the editor of somebody who opens it for the first time. */
export const firstQuery = `# All that the app can do,
# with your own rights.

query FirstLook {
  viewer {
    locale
    organisation {
      name
    }
  }
}
`;
