// The rules of n8n's community-package scan, on the sources and on what `npm pack` makes. No network.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const work = mkdtempSync(path.join(tmpdir(), 'scan-'));
let good = true;

function report(name, result) {
	good &&= result.passed;
	process.stdout.write(`${result.passed ? 'passed' : 'REFUSED'}: ${name}\n`);
	if (!result.passed) process.stdout.write(`${result.message}\n${result.details ?? ''}\n`);
}

try {
	report('sources', await analyzePackage(root, SOURCE_FILE_PATTERNS));
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', work], { cwd: root, encoding: 'utf8' });
	const { filename } = JSON.parse(packed)[0];
	execFileSync('tar', ['-xzf', path.join(work, filename), '-C', work]);
	report('tarball', await analyzePackage(path.join(work, 'package'), ['**/*.js', 'package.json']));
} finally {
	rmSync(work, { recursive: true, force: true });
}
process.exitCode = good ? 0 : 1;
