import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { type CycleChange, cycleChanges } from "../features/cycles/editing/changes";
import { dependencySearch } from "../features/dependencies/places/views";
import { alignmentSearch } from "../features/overlaps/addresses";
import { type ColourBy, colourings, type PyramidView, pyramidViews } from "../features/pyramid/views";
import { type UnitChange, unitChanges } from "../features/units/editing/changes";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

/** Which unit and cycle one looks at; without them one's own unit and the cycle that runs. */
export type Whereabouts = { unit?: string; cycle?: string };

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): Whereabouts => ({
    unit: text(search.unit),
    cycle: text(search.cycle),
  }),
  search: { middlewares: [retainSearchParams(["unit", "cycle"])] },
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/contribution", search, replace: true });
  },
});

/** `checkIn` and `propose` name the record whose form is open, so that a new sign-in comes back to it. */
export type Forms = { checkIn?: string; propose?: string };

const forms = (search: Record<string, unknown>): Forms => ({
  checkIn: text(search.checkIn),
  propose: text(search.propose),
});

const contributionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/contribution",
  validateSearch: forms,
  component: lazyRouteComponent(
    () => import("../features/contributions/ContributionPage"),
    "ContributionPage",
  ),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/inbox",
  component: lazyRouteComponent(() => import("../features/inbox/InboxPage"), "InboxPage"),
});

const planningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/planning",
  component: lazyRouteComponent(() => import("../features/okr_sets/PlanningPage"), "PlanningPage"),
});

export type PyramidSearch = {
  view?: PyramidView;
  colour?: ColourBy;
  objective?: string;
  /** Units without OKRs in the cycle are shown too. */
  emptyUnits?: boolean;
  /** Lines of what overlaps, and of what waits for what, over the map and in its twins. */
  overlaps?: boolean;
  dependencies?: boolean;
};

const pyramidRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/pyramid",
  validateSearch: (search: Record<string, unknown>): PyramidSearch => ({
    view: oneOf(pyramidViews, search.view),
    colour: oneOf(colourings, search.colour),
    objective: text(search.objective),
    emptyUnits: search.emptyUnits === true ? true : undefined,
    overlaps: search.overlaps === true ? true : undefined,
    dependencies: search.dependencies === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("../features/pyramid/PyramidPage"), "PyramidPage"),
});

const dependenciesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/dependencies",
  validateSearch: dependencySearch,
  component: lazyRouteComponent(
    () => import("../features/dependencies/places/DependenciesPage"),
    "DependenciesPage",
  ),
});

const alignmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alignment",
  validateSearch: alignmentSearch,
  component: lazyRouteComponent(() => import("../features/overlaps/AlignmentPage"), "AlignmentPage"),
});

const directionKinds = ["MISSION", "VISION", "STRATEGY"] as const;

export type StrategySearch = {
  year?: number;
  /** A day of the past whose directions are shown. */
  on?: string;
  /** What is open beside the page: a form or a history, by the record that it is about. */
  state?: (typeof directionKinds)[number];
  revise?: string;
  versions?: string;
  story?: string;
  proposeMoal?: true;
  /** The Moal, and the cycle, for which another unit is asked to contribute. */
  askFor?: string;
  askIn?: string;
};

const strategyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/strategy",
  validateSearch: (search: Record<string, unknown>): StrategySearch => ({
    year: Number.isInteger(search.year) ? Number(search.year) : undefined,
    on: /^\d{4}-\d{2}-\d{2}$/.test(text(search.on) ?? "") ? text(search.on) : undefined,
    state: oneOf(directionKinds, search.state),
    revise: text(search.revise),
    versions: text(search.versions),
    story: text(search.story),
    proposeMoal: search.proposeMoal === true ? true : undefined,
    askFor: text(search.askFor),
    askIn: text(search.askIn),
  }),
  component: lazyRouteComponent(() => import("../features/directions/StrategyPage"), "StrategyPage"),
});

const objectiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/objectives/$objectiveId",
  validateSearch: forms,
  component: lazyRouteComponent(() => import("../features/objectives/ObjectivePage"), "ObjectivePage"),
});

const objectiveHistoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/objectives/$objectiveId/history",
  component: lazyRouteComponent(
    () => import("../features/history/ObjectiveHistoryPage"),
    "ObjectiveHistoryPage",
  ),
});

const keyResultRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/key-results/$keyResultId",
  // Names the check-in that is being corrected.
  validateSearch: (search: Record<string, unknown>): { correct?: string } => ({
    correct: text(search.correct),
  }),
  component: lazyRouteComponent(
    () => import("../features/history/KeyResultHistoryPage"),
    "KeyResultHistoryPage",
  ),
});

const casesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/cases",
  component: lazyRouteComponent(() => import("../features/alignment_cases/CasesPage"), "CasesPage"),
});

/** What a case is opened about: ids with commas between them. */
export type OpenCaseSearch = { findings?: string; dependencies?: string; objectives?: string };

const openCaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/cases/new",
  validateSearch: (search: Record<string, unknown>): OpenCaseSearch => ({
    findings: text(search.findings),
    dependencies: text(search.dependencies),
    objectives: text(search.objectives),
  }),
  component: lazyRouteComponent(
    () => import("../features/alignment_cases/opening/OpenCasePage"),
    "OpenCasePage",
  ),
});

const caseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/cases/$caseId",
  // A proposal is being composed, so that a new sign-in comes back to it.
  validateSearch: (search: Record<string, unknown>): { compose?: true } => ({
    compose: search.compose === true ? true : undefined,
  }),
  component: lazyRouteComponent(
    () => import("../features/alignment_cases/room/CaseRoomPage"),
    "CaseRoomPage",
  ),
});

const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/organisation",
  component: lazyRouteComponent(
    () => import("../features/organisations/OrganisationPage"),
    "OrganisationPage",
  ),
});

const organisationStartRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/",
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/organisation/units", search, replace: true });
  },
});

const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);

export type UnitsSearch = {
  /** The day whose tree is shown; today without it. */
  on?: string;
  /** The day that it is compared with. */
  since?: string;
  /** The unit that is told about. */
  of?: string;
  change?: UnitChange;
};

const unitsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/units",
  validateSearch: (search: Record<string, unknown>): UnitsSearch => ({
    on: day(search.on),
    since: day(search.since),
    of: text(search.of),
    change: oneOf(unitChanges, search.change),
  }),
  component: lazyRouteComponent(() => import("../features/units/editing/UnitsPage"), "UnitsPage"),
});

export type CyclesSearch = { change?: CycleChange; of?: string };

const cyclesRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/cycles",
  validateSearch: (search: Record<string, unknown>): CyclesSearch => ({
    change: oneOf(cycleChanges, search.change),
    of: text(search.of),
  }),
  component: lazyRouteComponent(() => import("../features/cycles/editing/CyclesPage"), "CyclesPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/organisations/SettingsPage"), "SettingsPage"),
});

const peopleRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("../features/people/editing/PeoplePage"), "PeoplePage"),
});

const admissionsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("../features/people/editing/AdmissionsPage"), "AdmissionsPage"),
});

const foundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/found",
  component: lazyRouteComponent(() => import("./FoundPlace"), "FoundPlace"),
});

const printRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/planning/print",
  component: lazyRouteComponent(() => import("../features/exports/PrintPage"), "PrintPage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    contributionRoute,
    planningRoute,
    inboxRoute,
    pyramidRoute,
    alignmentRoute,
    dependenciesRoute,
    printRoute,
    strategyRoute,
    objectiveRoute,
    objectiveHistoryRoute,
    keyResultRoute,
    casesRoute,
    openCaseRoute,
    caseRoute,
    organisationRoute.addChildren([
      organisationStartRoute,
      unitsRoute,
      cyclesRoute,
      peopleRoute,
      admissionsRoute,
      settingsRoute,
    ]),
    foundRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
