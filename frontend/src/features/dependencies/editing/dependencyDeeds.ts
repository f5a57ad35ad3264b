import { graphql } from "react-relay/hooks";

/** What can be done to a dependency that was asked for; each answers with the dependency as it is then. */

export const acceptDependency = graphql`
  mutation dependencyDeedsAcceptMutation($input: AcceptDependencyInput!) {
    acceptDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;

export const counterDependency = graphql`
  mutation dependencyDeedsCounterMutation($input: CounterDependencyInput!) {
    counterDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;

export const declineDependency = graphql`
  mutation dependencyDeedsDeclineMutation($input: DeclineDependencyInput!) {
    declineDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
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

export const nameProvider = graphql`
  mutation dependencyDeedsNameMutation($input: NameProviderInput!) {
    nameProvider(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;

export const deliverDependency = graphql`
  mutation dependencyDeedsDeliverMutation($input: DeliverDependencyInput!) {
    deliverDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
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

export const withdrawDependency = graphql`
  mutation dependencyDeedsWithdrawMutation($input: WithdrawDependencyInput!) {
    withdrawDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
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

export const requestDependency = graphql`
  mutation dependencyDeedsRequestMutation($input: RequestDependencyInput!) {
    requestDependency(input: $input) {
      dependency {
        id
        version
        ...DependencyAnswer_dependency
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;

export const rewordDependency = graphql`
  mutation dependencyDeedsRewordMutation($input: RewordDependencyInput!) {
    rewordDependency(input: $input) {
      dependency {
        ...DependencyAnswer_dependency
      }
      problems {
        code
        field
        message
        remedy
        details
        circle {
          nodeId
          title
          unitName
        }
      }
    }
  }
`;
