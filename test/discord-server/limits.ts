// Discord's published limits (August 2026), in characters unless the name says otherwise. They are written here
// anew, so that a wrong number in the bot meets a right one.

export const LIMITS = {
  content: 2_000,
  nonce: 25,
  embeds: { count: 10, total: 6_000, title: 256, description: 4_096, footer: 2_048, author: 256 },
  embedFields: { count: 25, name: 256, value: 1_024 },
  components: 40,
  legacyRows: 5,
  displayedText: 4_000,
  /** Not documented: UTF-8 bytes of all text displays plus twelve for each; above it Discord answers 500. */
  displayedBytes: 10_170,
  bytesPerDisplay: 12,
  sectionTexts: 3,
  galleryItems: 10,
  altText: 1_024,
  rowButtons: 5,
  buttonLabel: 80,
  customId: 100,
  url: 512,
  select: { options: 25, text: 100, placeholder: 150, values: 25 },
  modal: { title: 45, components: 5, label: 45, description: 100, value: 4_000, placeholder: 100 },
  radioOptions: 10,
  checkboxOptions: 10,
  uploadFiles: 10,
  choices: { count: 25, name: 100, value: 100 },
  commands: { chat: 100, user: 15, message: 15, name: 32, description: 100, total: 8_000 },
  commandOptions: { count: 25, choices: 25, choiceText: 100, textLength: 6_000 },
  files: { each: 10 * 1_024 * 1_024, request: 25 * 1_024 * 1_024, count: 10 },
  followUpsOfUserInstalled: 5,
  historyPage: 100,
} as const;
