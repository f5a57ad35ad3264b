import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { NoUnitNotice_company$key } from "../../__generated__/NoUnitNotice_company.graphql";
import type { NoUnitNotice_viewer$key } from "../../__generated__/NoUnitNotice_viewer.graphql";
import { useLocale } from "../../lib/locale";
import styles from "./NoUnitNotice.module.css";

type Props = { viewer: NoUnitNotice_viewer$key; company: NoUnitNotice_company$key };

/** For a member without a unit: what one sees meanwhile, and whom to ask. */
export function NoUnitNotice({ viewer, company }: Props) {
  const locale = useLocale();
  const { person } = useFragment(
    graphql`
      fragment NoUnitNotice_viewer on Viewer {
        person {
          name
        }
      }
    `,
    viewer,
  );
  const { name, members } = useFragment(
    graphql`
      fragment NoUnitNotice_company on Unit {
        name
        members(roles: [OKR_MASTER, LEAD]) {
          role
          person {
            name
          }
        }
      }
    `,
    company,
  );
  if (!person) return null;
  const names = [...new Set(members.map((member) => member.person.name))];
  const list = new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
  return (
    <aside className={styles.notice}>
      <p>
        <Trans>You do not belong to a unit yet. You can read everything that is open.</Trans>{" "}
        {names.length > 0 ? (
          <Trans>Ask {list} to add you to yours.</Trans>
        ) : (
          <Trans>Ask the administrators of {name} to add you to yours.</Trans>
        )}
      </p>
    </aside>
  );
}
