/**
 * What happened and what to do about it, by the API's stable problem codes. `duplicate` is absent
 * on purpose: only the server knows how much this reader may learn about the other file.
 */
export const problems: Record<string, string> = {
  network: "Le serveur ne répond pas. Vérifiez votre connexion internet, puis réessayez.",
  unexpected: "Un problème inattendu s’est produit. Rechargez la page, puis réessayez.",
  unreadable_body: "La demande envoyée est illisible. Rechargez la page, puis réessayez.",
  unreadable_request: "La demande envoyée est illisible. Rechargez la page, puis réessayez.",
  unauthorized: "Votre session n’est plus valable. Connectez-vous à nouveau.",
  invalid_credentials:
    "L’adresse ou le mot de passe ne correspond pas. Vérifiez votre saisie, ou demandez un nouveau mot de passe.",
  totp_required: "Saisissez le code à six chiffres de votre application d’authentification.",
  invalid_totp: "Ce code n’est pas valable. Attendez le code suivant, puis saisissez-le.",
  session_ended: "Votre session est terminée. Connectez-vous à nouveau.",
  invalid_token:
    "Ce lien n’est plus valable : il a déjà servi ou il a expiré. Demandez-en un nouveau.",
  page_link_expired:
    "Ce lien n’est plus valable. Demandez-en un nouveau avec l’adresse électronique de votre dossier.",
  file_closed: "Ce dossier est clos et ne change plus. Pour reprendre votre projet, écrivez-nous.",
  sensitive_text: "Ce texte contient une information sensible. Reformulez-le.",
  forbidden:
    "Vous n’avez pas le droit de faire cette action. Demandez à l’administration du programme.",
  not_found: "Cet élément n’existe pas, ou il ne fait pas partie de votre périmètre.",
  method_not_allowed: "Cette action n’est pas possible ici. Rechargez la page.",
  timeout: "L’envoi a pris trop de temps. Vérifiez votre connexion, puis réessayez.",
  conflict:
    "Cette action n’est plus possible dans l’état actuel. Rechargez la page pour voir où en est l’élément.",
  transition_not_allowed:
    "Ce changement d’étape n’est pas possible depuis l’étape actuelle. Rechargez la page.",
  installation_required:
    "Renseignez d’abord l’installation du foyer (date, commune), puis recommencez.",
  next_action_required:
    "Un dossier ouvert a toujours une prochaine action. Indiquez quoi faire et pour quand.",
  file_not_routable:
    "Qualifiez d’abord le dossier, ou rouvrez-le : un référent n’est sollicité que pour un dossier ouvert et qualifié.",
  reason_required: "Indiquez la raison de ce changement, puis recommencez.",
  own_access:
    "Vous ne pouvez pas retirer votre propre accès. Demandez à un collègue ou à l’équipe du programme.",
  already_exists: "Cet élément existe déjà. Cherchez-le dans la liste.",
  retention_link_over:
    "Ce lien n’est plus valable, ou votre dossier a déjà été effacé. Écrivez-nous pour reprendre votre projet.",
  anonymised: "Plus personne n’est connu dans ce dossier : il ne change plus.",
  report_exists: "Cette année a déjà un bilan. Poursuivez-le ou, s’il est publié, corrigez-le.",
  report_open: "Une édition plus récente de ce bilan existe déjà. Poursuivez-la.",
  report_published: "Un bilan publié ne change plus. Préparez une correction.",
  report_not_published: "Seul un bilan publié se corrige. Celui-ci peut encore être recalculé.",
  report_not_computed: "Les chiffres de ce bilan ne sont pas encore calculés.",
  identity_required:
    "Cette réponse livre ou efface des données. Dites d’abord comment vous avez reconnu la personne.",
  erasure_not_asked: "Cette demande ne porte pas sur l’effacement d’un dossier.",
  extension_not_allowed:
    "Le délai se prolonge une seule fois, avant son terme et tant que la demande attend une réponse.",
  alert_link_over:
    "Cette alerte n’existe plus, ou ce lien n’est plus valable. Créez une nouvelle alerte depuis les offres.",
  ambassador_link_over:
    "Ce lien n’est plus valable, ou vous n’êtes plus dans le réseau des ambassadeurs.",
  newsletter_link_over: "Ce lien n’est plus valable. Demandez de nouveau la lettre d’information.",
  invitation_closed:
    "Cette invitation ne prend plus de réponse : le dernier jour est passé, ou vous faites une pause.",
  ambassador_left:
    "Cette personne n’est plus dans le réseau des ambassadeurs : sa fiche ne change plus.",
  ambassador_unavailable:
    "Cet ambassadeur est en pause, ou parraine déjà autant de familles qu’il le souhaite. Choisissez-en un autre.",
  endowment_refused:
    "Cette dotation ne peut plus être remise à cette personne : la page montre ce qui manque.",
  sponsor_found:
    "Un ambassadeur est déjà sollicité pour ce foyer, ou a accepté. Retirez d’abord cette proposition.",
  sponsoring_closed: "Ce dossier est clos ou archivé : on n’y cherche plus de parrain.",
  link_expired: "Ce lien n’est plus valable. Demandez-en un nouveau.",
  partner_required:
    "Aucun partenaire du réseau ne répond à ce besoin dans ce territoire. Modifiez le besoin pour en choisir un.",
  email_required: "Il manque l’adresse électronique de la personne ou de l’organisme à qui écrire.",
  answer_not_awaited:
    "Ce besoin n’attend plus de réponse : une réponse est enregistrée, ou le foyer n’en a plus besoin.",
  sheet_empty: "La fiche conseils répond aux besoins du foyer : notez d’abord au moins un besoin.",
  merged: "Ce dossier a été réuni avec un autre : c’est celui-là que l’on modifie.",
  merge_other_way: "L’autre dossier est allé plus loin : c’est lui qui doit rester.",
  merge_undo_expired: "Une fusion s’annule pendant 30 jours ; celle-ci est trop ancienne.",
  undo_later_merge: "Une fusion plus récente concerne ce dossier. Annulez-la d’abord.",
  archived: "Cet élément est archivé. Restaurez-le avant de le modifier.",
  last_admin:
    "C’est la dernière personne à administrer le programme : nommez-en une autre d’abord.",
  undo_expired: "Le délai pour annuler cet import est passé.",
  content_forgotten: "Le contenu de ce fichier n’est plus gardé. Déposez-le de nouveau.",
  precondition_failed:
    "Quelqu’un a modifié cet élément entre-temps. Comparez les deux versions avant d’enregistrer.",
  precondition_required: "L’écran n’est pas à jour. Rechargez la page, puis recommencez.",
  payload_too_large: "Le fichier ou le texte est trop lourd. Réduisez-le, puis réessayez.",
  unsupported_media_type: "Ce type de fichier n’est pas accepté ici.",
  validation_failed: "Certains champs sont à corriger. Ils sont signalés ci-dessous.",
  cursor_mismatch: "La liste a changé de filtre. Rechargez la page pour repartir du début.",
  unknown_parameter:
    "L’adresse de cette page contient un filtre inconnu. Effacez les filtres, puis réessayez.",
  idempotency_key_reused: "Cet envoi a déjà été traité avec un autre contenu. Rechargez la page.",
  membership_not_active:
    "Ceci est réservé aux employeurs membres du réseau. Demandez l’adhésion depuis la fiche de l’employeur.",
  media_type_refused:
    "Ce type de fichier n’est pas accepté. Le kit prend PDF, PNG, JPEG, ZIP, DOCX, PPTX et MP4.",
  kit_file_missing: "Cet élément du kit n’a pas encore de fichier.",
  survey_not_draft:
    "L’enquête est déjà ouverte : ses questions ne changent plus. Dupliquez-la pour en préparer une autre.",
  survey_closed: "L’enquête est close et ne change plus. Dupliquez-la pour en préparer une autre.",
  survey_not_open: "Cette enquête ne prend pas de réponse aujourd’hui.",
  survey_without_questions: "Ajoutez au moins une question avant d’ouvrir l’enquête.",
  job_offer_gone: "Cette offre n’est plus en ligne. D’autres offres vous attendent peut-être.",
  job_offer_over:
    "Une offre pourvue ou retirée ne change plus. Dupliquez-la pour en publier une nouvelle.",
  event_not_draft:
    "Seul un brouillon se supprime. Annulez l’événement, ou archivez-le une fois terminé.",
  stand_access_ended:
    "L’accès de cet appareil est fermé. Ce qu’il n’a pas encore envoyé y reste : demandez un nouveau code.",
  stand_closed:
    "Le stand d’un événement est ouvert aux appareils de trois jours avant le premier jour à une semaine après le dernier.",
  capture_without_contact:
    "Sans accord ni moyen de joindre la personne, il n’y a pas de dossier à ouvrir.",
  event_over: "Un événement annulé ou archivé ne change plus.",
  slot_taken: "Quelqu’un vient de prendre ce créneau. Choisissez-en un autre.",
  event_full:
    "Il n’y a pas assez de places libres. Augmentez le nombre de places ou attendez un désistement.",
  registrations_closed: "On ne peut pas s’inscrire à cet événement pour le moment.",
  session_booked:
    "Des personnes sont inscrites. Annulez d’abord leurs inscriptions : elles en seront averties.",
  event_gone: "Cet événement n’est plus en ligne. D’autres dates vous attendent peut-être.",
  rate_limited: "Trop d’essais en peu de temps. Patientez un instant, puis réessayez.",
  internal:
    "Le serveur a rencontré un problème. Réessayez ; si cela continue, prévenez l’équipe du programme.",
  unavailable: "Le service est momentanément indisponible. Réessayez dans quelques instants.",
};

/** What is wrong with one field, by the stable codes of `errors[]`. */
export const fieldProblems: Record<string, string> = {
  sensitive_text: "Une information sensible n’a pas sa place ici, sauf si elle est nécessaire.",
  child_identity:
    "Ne notez ni le prénom d’un enfant ni une date de naissance : une tranche d’âge suffit.",
  required: "Ce champ est obligatoire.",
  invalid: "Cette valeur n’est pas valable.",
  invalid_type: "Cette valeur n’a pas la forme attendue.",
  too_long: "Ce texte est trop long. Raccourcissez-le.",
  too_short: "Cette valeur est trop courte.",
  unknown_code: "Choisissez une valeur de la liste.",
  unknown_field: "Ce champ n’est pas connu du serveur. Rechargez la page.",
  invalid_email: "Cette adresse électronique est incomplète. Exemple : prenom.nom@exemple.fr",
  invalid_phone: "Ce numéro n’est pas valable. Exemple : 06 39 98 12 34",
  invalid_date: "Cette date n’existe pas. Exemple : 21/11/2026",
  in_future: "Cette date est dans le futur. Indiquez une date passée.",
  in_past: "Cette date est déjà passée. Indiquez une date à venir.",
  between_steps:
    "Cette date doit rester entre celle de l’étape précédente et celle de l’étape suivante.",
  dates_out_of_order: "La date de fin précède la date de début. Corrigez l’une des deux.",
  invalid_time: "Cette heure n’existe pas. Exemple : 08:30",
  times_out_of_order: "La fermeture doit venir après l’ouverture. Corrigez l’une des deux.",
  staffed_day: "Quelqu’un est attendu un jour qui n’y est plus. Retirez d’abord cette présence.",
  confirmation_mismatch: "Ce n’est pas le texte demandé. Recopiez-le pour confirmer.",
  unreadable_table: "Ce fichier n’est pas un tableau CSV avec les colonnes attendues.",
  unknown_stand_code:
    "Ce code n’ouvre aucun stand aujourd’hui. Vérifiez-le auprès de la personne qui prépare l’événement.",
  not_an_event_day: "Ce jour n’est pas un jour de l’événement.",
  not_of_campaign: "Ce point de contact est celui d’une autre campagne.",
  phase_in_use:
    "Des points de contact appartiennent à une phase retirée. Rattachez-les d’abord à une autre.",
  contact_required: "Indiquez une adresse électronique ou un téléphone, au choix.",
  invalid_siret: "Un SIRET compte 14 chiffres. Exemple : 732 829 320 00074.",
  siret_check_failed:
    "Ce SIRET ne peut pas exister : un de ses chiffres est faux. Relisez-le sur l’avis de situation.",
  consent_required: "Sans cet accord, nous ne pouvons pas vous répondre.",
  outdated_text: "Ce texte a changé. Relisez-le, puis cochez de nouveau si vous êtes d’accord.",
  too_many: "Il y a trop d’éléments. Retirez-en.",
  not_allowed: "Cette valeur n’est pas possible ici.",
  not_open: "Cet événement ne prend pas d’inscription : publiez-le, avec un nombre de places.",
  already_listed: "Un ambassadeur a déjà cette adresse. Cherchez-le dans la liste.",
  too_far:
    "Cette date est trop lointaine : la prochaine action d’un dossier ouvert ne peut pas attendre aussi longtemps.",
  out_of_range: "Cette valeur est hors des limites.",
  duplicate: "Cette valeur est déjà utilisée.",
  not_found: "Cet élément n’existe plus. Choisissez-en un autre.",
  content_mismatch: "Ce fichier n’est pas du type que son nom annonce.",
  two_choices_required: "Indiquez au moins deux choix.",
  from_source: "Cette valeur vient de la source de l’offre. Corrigez-la là-bas.",
  wrong_password: "Ce n’est pas votre mot de passe actuel.",
  common_password:
    "Ce mot de passe est trop facile à deviner. Assemblez plusieurs mots sans lien entre eux.",
};
