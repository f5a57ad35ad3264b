import "./texts";
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay/hooks";
import type { useCalibrationDeedsCalibrateMutation } from "../../../__generated__/useCalibrationDeedsCalibrateMutation.graphql";
import type { useCalibrationDeedsResetMutation } from "../../../__generated__/useCalibrationDeedsResetMutation.graphql";
import type { useCalibrationDeedsRestoreMutation } from "../../../__generated__/useCalibrationDeedsRestoreMutation.graphql";
import { newKey } from "../../../lib/keys";
import { tell } from "../../../ui/messages";
import { tellUnlessDone } from "../../contributions/editing/useContributionDeeds";
import { useDeed } from "../../problems/useDeed";

const calibrateMutation = graphql`
  mutation useCalibrationDeedsCalibrateMutation($input: CalibrateOverlapsInput!) {
    calibrateOverlaps(input: $input) {
      overlapCalibration {
        version
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

const resetMutation = graphql`
  mutation useCalibrationDeedsResetMutation($input: ResetOverlapCalibrationInput!) {
    resetOverlapCalibration(input: $input) {
      overlapCalibration {
        version
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

const restoreMutation = graphql`
  mutation useCalibrationDeedsRestoreMutation($input: RestoreOverlapCalibrationInput!) {
    restoreOverlapCalibration(input: $input) {
      overlapCalibration {
        version
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

/** What is done to the thresholds with one press, each with its way back. */
export function useCalibrationDeeds(version: number) {
  const { t } = useLingui();
  const calibration = useDeed<useCalibrationDeedsCalibrateMutation>(
    calibrateMutation,
    (response) => response.calibrateOverlaps,
  );
  const resetting = useDeed<useCalibrationDeedsResetMutation>(
    resetMutation,
    (response) => response.resetOverlapCalibration,
  );
  const restoring = useDeed<useCalibrationDeedsRestoreMutation>(
    restoreMutation,
    (response) => response.restoreOverlapCalibration,
  );

  const set = async (isOn: boolean, expectedVersion: number) => {
    const input = { isOn, expectedVersion, idempotencyKey: newKey() };
    const ending = await calibration.send({ variables: { input } });
    if (!tellUnlessDone(ending)) return null;
    return ending.response.calibrateOverlaps.overlapCalibration?.version ?? null;
  };
  const calibrate = async (isOn: boolean) => {
    const next = await set(isOn, version);
    if (next === null) return;
    tell(isOn ? t`The thresholds follow what you say.` : t`The thresholds are as shipped.`, {
      action: { label: t`Undo`, run: () => void set(!isOn, next) },
    });
  };
  const restore = async (expectedVersion: number) => {
    const input = { expectedVersion, idempotencyKey: newKey() };
    const ending = await restoring.send({ variables: { input } });
    if (tellUnlessDone(ending)) tell(t`What was said counts again.`);
  };
  const reset = async () => {
    const input = { expectedVersion: version, idempotencyKey: newKey() };
    const ending = await resetting.send({ variables: { input } });
    if (!tellUnlessDone(ending)) return;
    const next = ending.response.resetOverlapCalibration.overlapCalibration?.version;
    tell(t`Forgotten. What you decided on each overlap stays.`, {
      action: next === undefined ? undefined : { label: t`Undo`, run: () => void restore(next) },
    });
  };
  return { calibrate, reset, isUnderway: calibration.isUnderway || resetting.isUnderway };
}
