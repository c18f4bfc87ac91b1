// What reads and changes the JSON texts of people, comments and all: a bundle of its own (dist/jsonTexts.cjs), loaded when somebody asks for it.
export { budgetEntryAt } from '../core/settings/entryAt';
export { install, look, planInstall, planRemoval, remove } from '../hook/install';
