// Once before all end-to-end files, which run beside each other: the package is built, packed, installed by npm, and a first n8n has made its database and its owner.
const { buildSync } = require('esbuild');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async function prepare() {
	const outfile = join(mkdtempSync(join(tmpdir(), 'n8n-e2e-installed-')), 'userFolder.cjs');
	buildSync({ entryPoints: [join(__dirname, 'userFolder.mts')], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
	const { firstStart, packedPackage } = require(outfile);
	const folder = join(outfile, '..');
	const tarball = packedPackage();
	Object.assign(process.env, { E2E_TARBALL: tarball, E2E_INSTALLED: folder });
	await firstStart(folder, tarball);
};
