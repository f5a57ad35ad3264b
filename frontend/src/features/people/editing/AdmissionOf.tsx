import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { AdmissionOf_admission$key } from "../../../__generated__/AdmissionOf_admission.graphql";
import type { AdmissionOfChangeMutation } from "../../../__generated__/AdmissionOfChangeMutation.graphql";
import type { AdmissionOfUnmapMutation } from "../../../__generated__/AdmissionOfUnmapMutation.graphql";
import { askAgain } from "../../../lib/freshness";
import { newKey } from "../../../lib/keys";
import { Button } from "../../../ui/Button";
import { tell } from "../../../ui/messages";
import { Segmented } from "../../../ui/Segmented";
import { sizes } from "../../../ui/tokens";
import { type Ending, useDeed } from "../../problems/useDeed";
import styles from "./AdmissionOf.module.css";
import { GroupDialog } from "./GroupDialog";
import { type Role, useRoleWords } from "./words";
import "./texts";

const changing = graphql`
  mutation AdmissionOfChangeMutation($input: ChangeAdmissionInput!) {
    changeAdmission(input: $input) {
      organisation {
        id
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const unmapping = graphql`
  mutation AdmissionOfUnmapMutation($input: UnmapGroupInput!) {
    unmapGroup(input: $input) {
      organisation {
        id
      }
      problems {
        code
        field
        message
        remedy
        details
      }
    }
  }
`;

const changedOf = (response: AdmissionOfChangeMutation["response"]) => response.changeAdmission;
const unmappedOf = (response: AdmissionOfUnmapMutation["response"]) => response.unmapGroup;

/** One sign-in service: whom its word lets in, and what its groups mean here. */
export function AdmissionOf({ admission }: { admission: AdmissionOf_admission$key }) {
  const { t } = useLingui();
  const words = useRoleWords();
  const [isMapping, setMapping] = useState(false);
  const { issuer, isForEveryone, meanings } = useFragment(
    graphql`
      fragment AdmissionOf_admission on Admission {
        issuer
        isForEveryone
        meanings {
          meaningId
          group
          role
          unitName
        }
      }
    `,
    admission,
  );
  const { send: sendChange } = useDeed<AdmissionOfChangeMutation>(changing, changedOf);
  const { send: sendUnmapping } = useDeed<AdmissionOfUnmapMutation>(unmapping, unmappedOf);

  const said = (ending: Ending<unknown>, done: string) => {
    if (ending.how === "done") tell(done);
    else if (ending.how === "failed") tell(ending.words, { tone: "problem" });
    else
      tell(ending.problems.map((problem) => [problem.message, problem.remedy].join(" ")).join(" "), {
        tone: "problem",
      });
    askAgain();
  };
  const choose = async (whom: "everyone" | "some") =>
    said(
      await sendChange({
        variables: { input: { issuer, isForEveryone: whom === "everyone", idempotencyKey: newKey() } },
      }),
      t`It holds from the next sign-in on.`,
    );
  const unmap = async (meaning: string) =>
    said(
      await sendUnmapping({ variables: { input: { meaning, idempotencyKey: newKey() } } }),
      t`The group means that no more.`,
    );

  return (
    <li className={styles.admission}>
      <p className={styles.issuer}>{issuer}</p>
      <Segmented
        label={t`Whom ${issuer} lets in`}
        value={isForEveryone ? "everyone" : "some"}
        options={[
          { value: "some", label: t`Groups and those invited` },
          { value: "everyone", label: t`Everybody whom it knows` },
        ]}
        onChange={(whom) => void choose(whom)}
      />
      <div className={styles.head}>
        <h3 className={styles.title}>
          <Trans>What groups mean</Trans>
        </h3>
        <Button size="small" onClick={() => setMapping(true)}>
          <Trans>Let a group mean something</Trans>
        </Button>
      </div>
      {meanings.length === 0 ? (
        <p className={styles.about}>
          <Trans>No group means anything here: people come by invitation, and get their roles by name.</Trans>
        </p>
      ) : (
        <ul aria-label={t`What groups mean`}>
          {meanings.map((meaning) => {
            const role = meaning.role === "ADMIN" ? t`Administrator` : words[meaning.role as Role];
            const what = [role, meaning.unitName].filter(Boolean).join(" · ");
            return (
              <li key={meaning.meaningId} className={styles.meaning}>
                <span className={styles.group}>{meaning.group}</span>
                <span>{what}</span>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={t`${meaning.group} no longer means: ${what}`}
                  onClick={() => void unmap(meaning.meaningId)}
                >
                  <X size={sizes.icon} aria-hidden="true" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {isMapping && <GroupDialog issuer={issuer} onClose={() => setMapping(false)} />}
    </li>
  );
}
