/** Nobody is signed in (any more). */
export class NotSignedIn extends Error {
  override name = "NotSignedIn";
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

/** The server failed. `reference` leads its keepers to what happened, and gives nothing else away. */
export class ServerFailure extends Error {
  override name = "ServerFailure";
  readonly reference: string | null;

  constructor(message: string, reference: string | null) {
    super(message);
    this.reference = reference;
  }
}

/** The server no longer knows this document: it was updated, and this page comes from before. */
export class Outdated extends Error {
  override name = "Outdated";
}
