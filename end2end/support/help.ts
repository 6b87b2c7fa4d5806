// The articles of the help guide: address and name.

export const ARTICLES: [path: string, name: string][] = [
  ["/help/update-your-details", "Update your details"],
  ["/help/update-insurance", "Update your insurance"],
  ["/help/update-your-card", "Update your card"],
  ["/help/reschedule-a-charge", "Move a charge to another day"],
  ["/help/see-your-history", "See what you were charged"],
  ["/help/receipts-and-superbills", "Get receipts, statements and superbills"],
  ["/help/who-to-ask", "Who to ask for what"],
];
