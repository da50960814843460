// Says little while all is well: failures with their stacks, what was skipped, and one closing line that counts.
const { reporters: { Base } } = require('mocha');

module.exports = class Closing extends Base {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on('pending', test => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      if (this.failures.length > 0) Base.list(this.failures);
      for (const title of skipped) console.log(`  skipped: ${title}`);
      const { passes, failures, pending } = this.stats;
      console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}`);
    });
  }
};
