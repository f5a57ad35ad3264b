import { useLingui } from "@lingui/react/macro";
import { Menu, type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { Check, LogOut } from "lucide-react";
import { graphql, useFragment } from "react-relay";
import type { UserMenu_viewer$key } from "../__generated__/UserMenu_viewer.graphql";
import { useLocale } from "../lib/locale";
import { sortedBy } from "../lib/order";
import { tell } from "../ui/messages";
import { sizes } from "../ui/tokens";
import { signOut, switchOrganisation } from "./signedInActions";
import styles from "./UserMenu.module.css";

/** The person's own matters: organisation, appearance, the way out. */
export function UserMenu({ viewer }: { viewer: UserMenu_viewer$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
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
  const modes: { value: MantineColorScheme; label: string }[] = [
    { value: "light", label: t`Light` },
    { value: "dark", label: t`Dark` },
    { value: "auto", label: t`As the system` },
  ];
  const failed = () => tell(t`That did not work. Try again in a moment.`, { tone: "problem" });
  const check = <Check size={sizes.icon} aria-hidden="true" />;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={t`${name}: organisation, appearance, sign out`}>
          <span className={styles.first}>{name.split(" ")[0]}</span>
          <span className={styles.initial} aria-hidden="true">
            {name.slice(0, 1)}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        {organisations.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t`Organisation`}</Menu.Label>
            {sortedBy(organisations, (choice) => choice.name, locale).map((choice) => (
              <Menu.Item
                key={choice.id}
                role="menuitemradio"
                aria-checked={choice.isCurrent}
                rightSection={choice.isCurrent && check}
                onClick={() => switchOrganisation(choice.id).catch(failed)}
              >
                {choice.name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Label>{t`Appearance`}</Menu.Label>
        {modes.map((mode) => (
          <Menu.Item
            key={mode.value}
            role="menuitemradio"
            aria-checked={mode.value === colorScheme}
            rightSection={mode.value === colorScheme && check}
            onClick={() => setColorScheme(mode.value)}
          >
            {mode.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={sizes.icon} aria-hidden="true" />}
          onClick={() => signOut().catch(failed)}
        >
          {t`Sign out`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
