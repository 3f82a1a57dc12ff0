import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { session } from "@/api/session";
import { NotFoundPage } from "@/components/states";
import { readOfferSearch } from "@/features/public-offers/search";
import { rootRoute } from "../root-route";
import { homeOf, safePath } from "../safe-path";

const shell = createRoute({
  getParentRoute: () => rootRoute,
  id: "public",
  component: lazyRouteComponent(() => import("../PublicShell"), "PublicShell"),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home/HomePage"), "HomePage"),
});

const signIn = createRoute({
  getParentRoute: () => shell,
  path: "/connexion",
  validateSearch: (search: Record<string, unknown>): { suite?: string } => {
    const suite = safePath(search.suite);
    return suite === null ? {} : { suite };
  },
  beforeLoad: ({ search }) => {
    const state = session.get();
    if (state.status === "signed_in") throw redirect({ href: search.suite ?? homeOf(state.user) });
  },
  component: lazyRouteComponent(() => import("@/features/auth/SignInPage"), "SignInPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => shell,
  path: "/mot-de-passe-oublie",
  component: lazyRouteComponent(
    () => import("@/features/auth/ForgotPasswordPage"),
    "ForgotPasswordPage",
  ),
});

const setPassword = createRoute({
  getParentRoute: () => shell,
  path: "/mot-de-passe",
  component: lazyRouteComponent(() => import("@/features/auth/SetPasswordPage"), "SetPasswordPage"),
});

/** A short text of the address, or nothing; codes of digits only arrive as numbers. */
function shortText(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" && text.length <= 100 ? text : undefined;
}

const request = createRoute({
  getParentRoute: () => shell,
  path: "/demande",
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    campagne?: string;
    point?: string;
    source?: string;
    territory?: string;
    offre?: string;
    evenement?: string;
  } => ({
    evenement: shortText(search.evenement),
    offre: shortText(search.offre),
    // Links that were given away in their time say `campaign`.
    campagne: shortText(search.campagne) ?? shortText(search.campaign),
    point: shortText(search.point),
    source: shortText(search.source),
    territory: shortText(search.territory),
  }),
  component: lazyRouteComponent(
    () => import("@/features/contact-form/ContactFormPage"),
    "ContactFormPage",
  ),
});

const requestSent = createRoute({
  getParentRoute: () => shell,
  path: "/demande/merci",
  component: lazyRouteComponent(() => import("@/features/contact-form/ThanksPage"), "ThanksPage"),
});

const requestConfirmation = createRoute({
  getParentRoute: () => shell,
  path: "/demande/confirmation",
  component: lazyRouteComponent(
    () => import("@/features/contact-form/ConfirmationPage"),
    "ConfirmationPage",
  ),
});

const closedCode = createRoute({
  getParentRoute: () => shell,
  path: "/p/$code",
  component: lazyRouteComponent(
    () => import("@/features/campaign-code/ClosedCodePage"),
    "ClosedCodePage",
  ),
});

const offers = createRoute({
  getParentRoute: () => shell,
  path: "/offres",
  validateSearch: readOfferSearch,
  component: lazyRouteComponent(() => import("@/features/public-offers/OffersPage"), "OffersPage"),
});

const offer = createRoute({
  getParentRoute: () => shell,
  path: "/offres/$slug",
  component: lazyRouteComponent(() => import("@/features/public-offers/OfferPage"), "OfferPage"),
});

const events = createRoute({
  getParentRoute: () => shell,
  path: "/evenements",
  component: lazyRouteComponent(() => import("@/features/public-events/EventsPage"), "EventsPage"),
});

const event = createRoute({
  getParentRoute: () => shell,
  path: "/evenements/$slug",
  component: lazyRouteComponent(() => import("@/features/public-events/EventPage"), "EventPage"),
});

const eventRegistration = createRoute({
  getParentRoute: () => shell,
  path: "/inscription",
  component: lazyRouteComponent(
    () => import("@/features/public-events/LinkedRegistrationPage"),
    "LinkedRegistrationPage",
  ),
});

const employers = createRoute({
  getParentRoute: () => shell,
  path: "/employeurs-du-reseau",
  component: lazyRouteComponent(
    () => import("@/features/public-offers/EmployersPage"),
    "EmployersPage",
  ),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: "/reseau-accueil",
  component: lazyRouteComponent(() => import("@/features/public-offers/HelpPage"), "HelpPage"),
});

const needAnswer = createRoute({
  getParentRoute: () => shell,
  path: "/reponse",
  component: lazyRouteComponent(
    () => import("@/features/need-answer/NeedAnswerPage"),
    "NeedAnswerPage",
  ),
});

const signUp = createRoute({
  getParentRoute: () => shell,
  path: "/rejoindre-le-reseau",
  component: lazyRouteComponent(
    () => import("@/features/employer-sign-up/SignUpPage"),
    "SignUpPage",
  ),
});

const signUpSent = createRoute({
  getParentRoute: () => shell,
  path: "/rejoindre-le-reseau/merci",
  component: lazyRouteComponent(
    () => import("@/features/employer-sign-up/SignUpThanksPage"),
    "SignUpThanksPage",
  ),
});

const signUpConfirmation = createRoute({
  getParentRoute: () => shell,
  path: "/rejoindre-le-reseau/confirmation",
  component: lazyRouteComponent(
    () => import("@/features/employer-sign-up/SignUpConfirmationPage"),
    "SignUpConfirmationPage",
  ),
});

const linkedJobOffer = createRoute({
  getParentRoute: () => shell,
  path: "/mon-offre",
  component: lazyRouteComponent(
    () => import("@/features/linked-job-offer/LinkedJobOfferPage"),
    "LinkedJobOfferPage",
  ),
});

const jobAlert = createRoute({
  getParentRoute: () => shell,
  path: "/mon-alerte",
  component: lazyRouteComponent(() => import("@/features/job-alerts/AlertPage"), "AlertPage"),
});

const linkedRetention = createRoute({
  getParentRoute: () => shell,
  path: "/garder-mon-dossier",
  component: lazyRouteComponent(
    () => import("@/features/retention/LinkedRetentionPage"),
    "LinkedRetentionPage",
  ),
});

const jobAlertConfirmation = createRoute({
  getParentRoute: () => shell,
  path: "/mon-alerte/confirmation",
  component: lazyRouteComponent(
    () => import("@/features/job-alerts/ConfirmAlertPage"),
    "ConfirmAlertPage",
  ),
});

const jobAlertStop = createRoute({
  getParentRoute: () => shell,
  path: "/mon-alerte/arret",
  component: lazyRouteComponent(
    () => import("@/features/job-alerts/StopAlertPage"),
    "StopAlertPage",
  ),
});

const ambassadors = createRoute({
  getParentRoute: () => shell,
  path: "/ambassadeurs",
  component: lazyRouteComponent(
    () => import("@/features/public-ambassadors/PortraitsPage"),
    "PortraitsPage",
  ),
});

const ambassadorSignUp = createRoute({
  getParentRoute: () => shell,
  path: "/devenir-ambassadeur",
  component: lazyRouteComponent(
    () => import("@/features/public-ambassadors/SignUpPage"),
    "SignUpPage",
  ),
});

const ambassadorConfirmation = createRoute({
  getParentRoute: () => shell,
  path: "/devenir-ambassadeur/confirmation",
  component: lazyRouteComponent(
    () => import("@/features/public-ambassadors/ConfirmationPage"),
    "ConfirmationPage",
  ),
});

const ownAmbassador = createRoute({
  getParentRoute: () => shell,
  path: "/mon-engagement",
  component: lazyRouteComponent(() => import("@/features/public-ambassadors/OwnPage"), "OwnPage"),
});

const ambassadorPause = createRoute({
  getParentRoute: () => shell,
  path: "/mon-engagement/pause",
  component: lazyRouteComponent(
    () => import("@/features/public-ambassadors/PausePage"),
    "PausePage",
  ),
});

const newsletter = createRoute({
  getParentRoute: () => shell,
  path: "/lettre",
  component: lazyRouteComponent(
    () => import("@/features/newsletter/NewsletterPage"),
    "NewsletterPage",
  ),
});

const newsletterConfirmation = createRoute({
  getParentRoute: () => shell,
  path: "/lettre/confirmation",
  component: lazyRouteComponent(() => import("@/features/newsletter/ConfirmPage"), "ConfirmPage"),
});

const newsletterStop = createRoute({
  getParentRoute: () => shell,
  path: "/lettre/arret",
  component: lazyRouteComponent(() => import("@/features/newsletter/StopPage"), "StopPage"),
});

const accessibility = createRoute({
  getParentRoute: () => shell,
  path: "/accessibilite",
  component: lazyRouteComponent(
    () => import("@/features/legal/AccessibilityPage"),
    "AccessibilityPage",
  ),
});

const privacy = createRoute({
  getParentRoute: () => shell,
  path: "/confidentialite",
  component: lazyRouteComponent(() => import("@/features/legal/PrivacyPage"), "PrivacyPage"),
});

const yourData = createRoute({
  getParentRoute: () => shell,
  path: "/donnees-personnelles",
  component: lazyRouteComponent(() => import("@/features/privacy/YourDataPage"), "YourDataPage"),
});

const legal = createRoute({
  getParentRoute: () => shell,
  path: "/mentions-legales",
  component: lazyRouteComponent(() => import("@/features/legal/LegalPage"), "LegalPage"),
});

/** Unknown addresses, inside the public frame. */
const unknown = createRoute({
  getParentRoute: () => shell,
  path: "$",
  component: NotFoundPage,
});

const report = createRoute({
  getParentRoute: () => shell,
  path: "/bilan/$year",
  component: lazyRouteComponent(
    () => import("@/features/public-reports/PublicReportPage"),
    "PublicReportPage",
  ),
});

/** Pages anybody may open, each a chunk of its own. */
export const publicRoutes = shell.addChildren([
  home,
  offers,
  offer,
  events,
  event,
  eventRegistration,
  employers,
  help,
  request,
  requestSent,
  requestConfirmation,
  closedCode,
  needAnswer,
  signUp,
  signUpSent,
  signUpConfirmation,
  linkedJobOffer,
  linkedRetention,
  jobAlert,
  jobAlertConfirmation,
  jobAlertStop,
  ambassadors,
  ambassadorSignUp,
  ambassadorConfirmation,
  ownAmbassador,
  ambassadorPause,
  newsletter,
  newsletterConfirmation,
  newsletterStop,
  report,
  signIn,
  forgotPassword,
  setPassword,
  accessibility,
  privacy,
  yourData,
  legal,
  unknown,
]);
