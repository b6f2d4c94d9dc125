/** workflows/*.json are made: scripts/workflows says what, and nobody edits what comes out. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folder } from '../support/workflows.mts';

test('the files are what the script makes', () => {
	const check = () => execFileSync(process.execPath, [join(folder, '../scripts/workflows.mjs'), '--check'], { encoding: 'utf8', stdio: 'pipe' });
	expect(check).not.toThrow();
});
