import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { RequestItem_request$key } from "../../__generated__/RequestItem_request.graphql";
import { useLocale } from "../../lib/locale";
import { formatValue } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { EndLink } from "../contributions/EndLink";
import { RequestAnswer } from "../contributions/editing/RequestAnswer";
import { useRequestDeeds } from "../contributions/editing/useRequestDeeds";
import { endOf, useEndKinds } from "../contributions/ends";
import styles from "./InboxPage.module.css";
import { Item } from "./Item";

type Props = {
  request: RequestItem_request$key;
  /** We are asked; otherwise we asked. */
  isOurs: boolean;
};

/** A unit asks another one to contribute to something. */
export function RequestItem({ request, isOurs }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const kinds = useEndKinds();
  const data = useFragment(
    graphql`
      fragment RequestItem_request on ContributionRequest {
        id
        version
        weight
        rationale
        createdAt
        cycle {
          name
        }
        isSeenByAsked
        askingUnit {
          name
        }
        askedUnit {
          name
        }
        target {
          __typename
          ... on Moal {
            id
            title
            year
          }
          ... on Objective {
            id
            title
          }
          ... on KeyResult {
            id
            title
            objective {
              id
            }
          }
        }
        ...RequestAnswer_request
      }
    `,
    request,
  );
  const { withdraw, isUnderway } = useRequestDeeds();
  const target = endOf(data.target);
  if (!target) return null;
  const [asking, asked] = [data.askingUnit.name, data.askedUnit.name];
  const weight = formatValue(data.weight, locale);
  const about = () => {
    if (isOurs)
      return (
        <Trans>
          {asking} asks {asked} to contribute
        </Trans>
      );
    if (!data.isSeenByAsked)
      return (
        <Trans>
          {asked} is asked once {asking} proposes its OKRs
        </Trans>
      );
    return (
      <Trans>
        {asking} asked {asked} to contribute
      </Trans>
    );
  };
  return (
    <Item
      id={data.id}
      about={about()}
      cycle={data.cycle.name}
      since={data.createdAt}
      title={<EndLink end={target} />}
      other={
        <>
          {kinds[target.kind]} · {asking} · <Trans>weight {weight}</Trans>
        </>
      }
      why={data.rationale}
    >
      {isOurs ? (
        <RequestAnswer request={data} />
      ) : (
        <div className={styles.more}>
          <Button
            size="small"
            disabled={isUnderway}
            aria-label={t`Take the question to ${asked} back: ${target.title}`}
            onClick={() => void withdraw({ id: data.id, version: data.version })}
          >
            <Trans>Take back</Trans>
          </Button>
        </div>
      )}
    </Item>
  );
}
