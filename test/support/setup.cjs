// A gate must give the same answer twice: property tests explore freely while developing and repeat one seed in CI.
const fc = require('fast-check');

if (process.env.CI) fc.configureGlobal({ seed: 20261121 });
