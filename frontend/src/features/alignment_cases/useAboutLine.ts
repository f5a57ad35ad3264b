import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { useAboutLine_case$key } from "../../__generated__/useAboutLine_case.graphql";
import "./texts";

/** What a case is about, in a line: titles side by side, or what is needed of whom; "" when it is about nothing named. */
export function useAboutLine(alignmentCase: useAboutLine_case$key): string {
  const { t } = useLingui();
  const { findings, dependencies, objectives } = useFragment(
    graphql`
      fragment useAboutLine_case on AlignmentCase {
        findings {
          a {
            objective {
              id
              title
            }
          }
          b {
            objective {
              id
              title
            }
          }
        }
        dependencies {
          what
          consumerUnit {
            name
          }
          providerUnit {
            name
          }
        }
        objectives {
          id
          title
        }
      }
    `,
    alignmentCase,
  );
  const titles = [
    ...new Map(
      [...findings.flatMap(({ a, b }) => [a.objective, b.objective]), ...objectives].map(({ id, title }) => [
        id,
        title,
      ]),
    ).values(),
  ];
  const needs = dependencies.map(({ what, consumerUnit, providerUnit }) => {
    const [consumer, provider] = [consumerUnit.name, providerUnit.name];
    return t`${consumer} needs from ${provider}: ${what}`;
  });
  return [...titles.map((title) => t`“${title}”`), ...needs].join(" · ");
}
