import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { signInAddress } from "../lib/session";
import { buttonClass } from "../ui/Button";
import { Mark } from "../ui/Mark";
import { LanguageMenu } from "./LanguageMenu";
import styles from "./SignInPage.module.css";

/** For who is not signed in: what this is, and the one way in. */
export function SignInPage() {
  const { t } = useLingui();
  useEffect(() => {
    document.title = `${t`Sign in`} · Samsvar`;
  }, [t]);
  return (
    <div className={styles.page}>
      <div className={styles.language}>
        <LanguageMenu />
      </div>
      <main id="content" className={styles.card}>
        <p className={styles.mark}>
          <Mark />
          Samsvar
        </p>
        <h1 className={styles.title}>
          <Trans>What do we contribute to?</Trans>
        </h1>
        <p className={styles.text}>
          <Trans>
            Objectives and key results of every unit, and the way from each of them up to the strategy. Your
            organisation signs you in.
          </Trans>
        </p>
        <a href={signInAddress()} className={buttonClass({ variant: "primary" })}>
          <Trans>Sign in</Trans>
        </a>
      </main>
    </div>
  );
}
