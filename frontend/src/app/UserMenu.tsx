import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Inbox, LogOut, Network } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { UserMenu_viewer$key } from "../__generated__/UserMenu_viewer.graphql";
import { useLocale } from "../lib/locale";
import { sortedBy } from "../lib/order";
import { Menu } from "../ui/Menu";
import { tell } from "../ui/messages";
import { chooseMode, type Mode, useMode } from "../ui/modes";
import { sizes } from "../ui/tokens";
import { signOut, switchOrganisation } from "./signedInActions";
import styles from "./UserMenu.module.css";

/** The person's own matters: organisation, appearance, the way out. */
export function UserMenu({ viewer }: { viewer: UserMenu_viewer$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const mode = useMode();
  const navigate = useNavigate();
  const { person, organisations } = useFragment(
    graphql`
      fragment UserMenu_viewer on Viewer {
        person {
          name
        }
        organisations {
          id
          name
          isCurrent
        }
      }
    `,
    viewer,
  );
  const name = person?.name ?? "";
  const modes: { value: Mode; label: string }[] = [
    { value: "light", label: t`Light` },
    { value: "dark", label: t`Dark` },
    { value: "auto", label: t`As the system` },
  ];
  const failed = () => tell(t`That did not work. Try again in a moment.`, { tone: "problem" });
  return (
    <Menu
      label={t`${name}: organisation, appearance, sign out`}
      className={styles.person}
      shown={
        <>
          <span className={styles.first}>{name.split(" ")[0]}</span>
          <span className={styles.initial} aria-hidden="true">
            {name.slice(0, 1)}
          </span>
        </>
      }
      groups={[
        ...(organisations.length > 1
          ? [
              {
                id: "organisations",
                title: t`Organisation`,
                items: sortedBy(organisations, (choice) => choice.name, locale).map((choice) => ({
                  id: choice.id,
                  label: choice.name,
                  isChosen: choice.isCurrent,
                  onChoose: () => void switchOrganisation(choice.id).catch(failed),
                })),
              },
            ]
          : []),
        {
          id: "organisation",
          items: [
            {
              id: "inbox",
              label: t`Inbox`,
              icon: <Inbox size={sizes.icon} aria-hidden="true" />,
              onChoose: () => void navigate({ to: "/inbox" }),
            },
            {
              id: "organisation",
              label: t`Our organisation`,
              about: t`Units, cycles, people, settings`,
              icon: <Network size={sizes.icon} aria-hidden="true" />,
              onChoose: () => void navigate({ to: "/organisation/units" }),
            },
          ],
        },
        {
          id: "modes",
          title: t`Appearance`,
          items: modes.map((choice) => ({
            id: choice.value,
            label: choice.label,
            isChosen: choice.value === mode,
            onChoose: () => chooseMode(choice.value),
          })),
        },
        {
          id: "session",
          items: [
            {
              id: "signOut",
              label: t`Sign out`,
              icon: <LogOut size={sizes.icon} aria-hidden="true" />,
              onChoose: () => void signOut().catch(failed),
            },
          ],
        },
      ]}
    />
  );
}
