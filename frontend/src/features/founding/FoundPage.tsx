import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, use, useEffect } from "react";
import { buttonClass } from "../../ui/Button";
import { Mark } from "../../ui/Mark";
import { FoundForm } from "./FoundForm";
import styles from "./FoundPage.module.css";
import { type Offer, readOffer } from "./founding";
import "./texts";

const signIn = "/auth/sign-in?next=%2Ffound";
const otherAccount = "/auth/sign-in?account=another&next=%2F";

let offered: Promise<Offer | null> | undefined;

/** Asked once: it is about the sign-in that led here, and another one comes with another page. */
function theOffer(): Promise<Offer | null> {
  offered ??= readOffer().catch(() => null);
  return offered;
}

/** For somebody whom no organisation here knows: the way to found one. */
export function FoundPage({ language }: { language: ReactNode }) {
  const { t } = useLingui();
  const offer = use(theOffer());
  useEffect(() => {
    document.title = `${t`Found an organisation`} · Samsvar`;
  }, [t]);
  return (
    <div className={styles.page}>
      <div className={styles.language}>{language}</div>
      <main id="content" className={styles.card}>
        <p className={styles.mark}>
          <Mark />
          Samsvar
        </p>
        <h1 className={styles.title}>
          <Trans>Found an organisation</Trans>
        </h1>
        {offer?.founder ? (
          <>
            <p className={styles.text}>
              <Trans>
                Welcome, {offer.founder.name}. Here you begin with a company of your own: you lead and
                administer it, and invite the others.
              </Trans>
            </p>
            <p className={styles.text}>
              {offer.founder.email ? (
                <Trans>
                  Is your company here already? Ask its administrator to invite {offer.founder.email}, or{" "}
                  <a href={otherAccount}>use another account</a>.
                </Trans>
              ) : (
                <Trans>
                  Is your company here already? Ask its administrator to invite you, or{" "}
                  <a href={otherAccount}>use another account</a>.
                </Trans>
              )}
            </p>
            <FoundForm />
          </>
        ) : offer?.isOpen ? (
          <>
            <p className={styles.text}>
              <Trans>Sign in first, so that we know who founds it.</Trans>
            </p>
            <a href={signIn} className={buttonClass({ variant: "primary" })}>
              <Trans>Sign in</Trans>
            </a>
          </>
        ) : (
          <>
            <p className={styles.text}>
              {offer ? (
                <Trans>
                  Nobody can found an organisation here now. Ask whoever runs this installation, or for an
                  invitation to an organisation that exists.
                </Trans>
              ) : (
                <Trans>The server does not answer. Load the page again in a moment.</Trans>
              )}
            </p>
            <a href="/" className={buttonClass()}>
              <Trans>To the start</Trans>
            </a>
          </>
        )}
      </main>
    </div>
  );
}
