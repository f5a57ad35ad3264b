import { Trans, useLingui } from "@lingui/react/macro";
import { useEdits, useKept } from "../../lib/edits/useEdits";
import { Button } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import styles from "./KeptChanges.module.css";
import "./texts";

/** What was typed and waits for the person, wherever it stands; also what has no place any more. */
export function KeptChanges() {
  const { t } = useLingui();
  const edits = useEdits();
  useKept((all) => all.changes.get());
  const lead = (id: string) => {
    const region = document.getElementById(id);
    region?.scrollIntoView({ block: "center" });
    region?.focus({ preventScroll: true });
  };
  return (
    <Disclosure label={t`Changes that wait for you`} shown={<Trans>Show</Trans>} className={styles.button}>
      {(close) => (
        <ul className={styles.list}>
          {edits.troubled.map(({ id, field, edit }) => (
            <li key={`${id} ${field}`} className={styles.change}>
              <p className={styles.text}>
                {typeof edit.value === "string" ? edit.value : JSON.stringify(edit.value)}
              </p>
              {edit.problems?.map(({ code, message }) => (
                <p key={code} className={styles.problem}>
                  {code === "FAILED" ? (
                    <Trans>This could not be saved. It is kept in this browser.</Trans>
                  ) : (
                    message
                  )}
                </p>
              ))}
              {document.getElementById(id) ? (
                <Button
                  size="small"
                  onClick={() => {
                    close();
                    lead(id);
                  }}
                >
                  <Trans>Go there</Trans>
                </Button>
              ) : (
                <p className={styles.gone}>
                  <Trans>Where this stood is gone. Copy what you need.</Trans>
                </p>
              )}{" "}
              <Button size="small" onClick={() => edits.giveUp(id, field)}>
                <Trans>Discard it</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
