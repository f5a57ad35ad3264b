import { Trans, useLingui } from "@lingui/react/macro";
import { MoreHorizontal, X } from "lucide-react";
import { useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { PersonLine_person$key } from "../../../__generated__/PersonLine_person.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Chip } from "../../../ui/Chip";
import { Menu, type MenuItem } from "../../../ui/Menu";
import { sizes } from "../../../ui/tokens";
import { GrantDialog } from "./GrantDialog";
import styles from "./PersonLine.module.css";
import { RemoveDialog } from "./RemoveDialog";
import { useRoles } from "./useRoles";
import { type Role, useRoleWords } from "./words";
import "./texts";

type Props = { person: PersonLine_person$key; managesPeople: boolean; administers: boolean };

/** One person with the roles that they hold, and held; with what may be done about them. */
export function PersonLine({ person, managesPeople, administers }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const words = useRoleWords();
  const { end, appoint, dismiss } = useRoles();
  const [open, setOpen] = useState<"grant" | "remove" | null>(null);
  const data = useFragment(
    graphql`
      fragment PersonLine_person on Person {
        id
        name
        isAdministrator
        memberships {
          id
          unitId
          unitName
          role
          validFrom
          validTo
          isByGroup
        }
        pastMemberships {
          id
          unitName
          role
          validFrom
          validTo
        }
      }
    `,
    person,
  );
  const { id, name } = data;
  const now = new Date();
  const day = (value: string) => formatDay(value, locale, now);
  const items: MenuItem[] = [];
  if (managesPeople) items.push({ id: "grant", label: t`Give a role`, onChoose: () => setOpen("grant") });
  if (administers) {
    items.push(
      data.isAdministrator
        ? { id: "dismiss", label: t`End the administration`, onChoose: () => void dismiss(id) }
        : { id: "appoint", label: t`Let administer`, onChoose: () => void appoint(id) },
      { id: "remove", label: t`Remove from the organisation`, onChoose: () => setOpen("remove") },
    );
  }
  return (
    <li className={styles.person} aria-label={name}>
      <div className={styles.who}>
        <span className={styles.name}>{name}</span>
        {data.isAdministrator && (
          <Chip>
            <Trans>Administrator</Trans>
          </Chip>
        )}
      </div>
      <div className={styles.what}>
        {data.memberships.length === 0 && (
          <p className={styles.about}>
            <Trans>No role today</Trans>
          </p>
        )}
        <ul>
          {data.memberships.map((held) => (
            <li key={held.id} className={styles.role}>
              <span>
                {words[held.role as Role]} · {held.unitName}
              </span>
              <span className={styles.about}>
                {held.validTo ? (
                  <Trans>
                    {day(held.validFrom)} to {day(held.validTo)}
                  </Trans>
                ) : (
                  <Trans>since {day(held.validFrom)}</Trans>
                )}
                {held.isByGroup && ` · ${t`by group`}`}
              </span>
              {managesPeople && !held.isByGroup && !held.validTo && (
                <button
                  type="button"
                  className={styles.end}
                  aria-label={t`End: ${words[held.role as Role]}, ${held.unitName}`}
                  onClick={() =>
                    void end(held.id, { person: id, unit: held.unitId, role: held.role as Role })
                  }
                >
                  <X size={sizes.icon} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
        {data.pastMemberships.length > 0 && (
          <details>
            <summary className={styles.summary}>
              <Trans>Before: {data.pastMemberships.length}</Trans>
            </summary>
            <ul>
              {data.pastMemberships.map((held) => (
                <li key={held.id} className={styles.role}>
                  <span>
                    {words[held.role as Role]} · {held.unitName}
                  </span>
                  <span className={styles.about}>
                    {day(held.validFrom)} – {held.validTo && day(held.validTo)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {items.length > 0 && (
        <Menu
          label={t`What to do about ${name}`}
          className={styles.more}
          shown={<MoreHorizontal size={sizes.icon} aria-hidden="true" />}
          groups={[{ id: "deeds", items }]}
        />
      )}
      {open === "grant" && <GrantDialog personId={id} name={name} onClose={() => setOpen(null)} />}
      {open === "remove" && <RemoveDialog personId={id} name={name} onClose={() => setOpen(null)} />}
    </li>
  );
}
