import { graphql } from "react-relay/hooks";

/** What is done in the room with one press or a dialog; each answers with the whole case. */

export const sign = graphql`
  mutation caseDeedsSignMutation($input: SignCaseInput!) {
    signCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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

export const unsign = graphql`
  mutation caseDeedsUnsignMutation($input: WithdrawCaseSignatureInput!) {
    withdrawCaseSignature(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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

export const askUnit = graphql`
  mutation caseDeedsAskUnitMutation($input: AskUnitIntoCaseInput!) {
    askUnitIntoCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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

export const escalate = graphql`
  mutation caseDeedsEscalateMutation($input: EscalateCaseInput!) {
    escalateCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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

export const withdraw = graphql`
  mutation caseDeedsWithdrawMutation($input: WithdrawCaseInput!) {
    withdrawCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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

export const undo = graphql`
  mutation caseDeedsUndoMutation($input: UndoAlignmentCaseInput!) {
    undoAlignmentCase(input: $input) {
      alignmentCase {
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

export const lookAgain = graphql`
  mutation caseDeedsLookAgainMutation($input: LookAgainAtCaseInput!) {
    lookAgainAtCase(input: $input) {
      alignmentCase {
        ...CaseRoom_case
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
