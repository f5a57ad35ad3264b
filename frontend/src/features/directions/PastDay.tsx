import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { localDay } from "../../lib/days";
import { Button, buttonClass } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import { Field, inputClass } from "../../ui/Field";
import { Form } from "../../ui/Form";
import "./texts";

/** The way to what held on a day of the past. */
export function PastDay({ on }: { on: string | null }) {
  const { t } = useLingui();
  return (
    <Disclosure
      label={t`Look at a day of the past`}
      className={buttonClass()}
      shown={<Trans>On another day</Trans>}
    >
      {(close) => <Day on={on} onChosen={close} />}
    </Disclosure>
  );
}

function Day({ on, onChosen }: { on: string | null; onChosen: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [day, setDay] = useState(on ?? "");
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (day === "") return;
    void navigate({ to: ".", search: (before: object) => ({ ...before, on: day }), resetScroll: false });
    onChosen();
  };
  return (
    <Form onSubmit={look}>
      <Field label={t`Day`} hint={t`Mission, vision and strategies as they held then.`}>
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            className={inputClass}
            max={localDay(new Date())}
            data-autofocus
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary">
        <Trans>Show that day</Trans>
      </Button>
    </Form>
  );
}
