// SPDX-License-Identifier: GPL-3.0-or-later
// What Microsoft's Open XML SDK finds wrong with each workbook: a line of JSON a file.  usage: node judge.mjs FOLDER-OF-NODE-MODULES FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, "node_modules", "x")));
const { default: validate } = await import(pathToFileURL(require.resolve("@ooxml-tools/validate")));

for (const file of files) {
  let found;
  try {
    found = await validate(readFileSync(file), file.endsWith(".docx") ? "docx" : "xlsx", "Office2019");
  } catch (error) {
    found = [{ description: String(error) }];
  }
  console.log(JSON.stringify({ file, found }));
}
