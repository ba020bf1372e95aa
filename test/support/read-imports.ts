// The imports of our own code, read with TypeScript's own parser.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The target of a dynamic import whose name is computed. */
export const COMPUTED = '(computed)';

export interface Import {
  /** Path below the repository, with forward slashes. */
  readonly file: string;
  /** Where the import leads: a path below the repository, or a package's name. */
  readonly target: string;
  readonly isOwn: boolean;
  /** True where nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
  readonly isReExport: boolean;
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below a folder of the repository. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort()
    .map((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return { file, text, imports: importsOf(file, text) };
    });
}

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (name: ts.Node, kind: Pick<Import, 'isTypeOnly' | 'isReExport'>): void => {
    const text = ts.isStringLiteral(name) ? name.text : COMPUTED;
    const isOwn = text.startsWith('.');
    const path = relative(ROOT, join(ROOT, dirname(file), text)).replace(/\.js$/, '.ts');
    found.push({ file, target: isOwn ? path : packageOf(text), isOwn, ...kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, { isTypeOnly: isTypeOnly(node), isReExport: false });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node.moduleSpecifier, { isTypeOnly: node.isTypeOnly, isReExport: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      if (name !== undefined) add(name, { isTypeOnly: false, isReExport: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined) return false;
  return (
    ts.isNamedImports(namedBindings) && namedBindings.elements.every((item) => item.isTypeOnly)
  );
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
