namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>
/// Goal: whoever has the database to himself cannot rewrite the past unseen by somebody who kept a root (T8, T10).
/// Method: what forbids changes is dropped, the past is changed as thoroughly as can be, and verification must say
/// what is wrong.
/// </summary>
public abstract class RootTamperingTests(CoveredOnSqlite covered)
{
    private const string OldChain = "(SELECT min(key) FROM audit_leaf WHERE kind = 'audit')";
    private const string FirstDay = "(SELECT min(day) FROM audit_root)", LastDay = "(SELECT max(day) FROM audit_root)";
    private const string Employer = "(SELECT min(key) FROM audit_leaf WHERE kind = 'employer')";

    /// <summary>Drops what forbids changes.</summary>
    protected abstract string Open { get; }

    /// <summary>A hash of the forger's own.</summary>
    protected abstract string Forged { get; }

    [Fact]
    public async Task What_nobody_changed_is_clean()
    {
        Here();
        Assert.Equal(2, covered.Roots.Length);
        Assert.Empty(await covered.FaultsAfter("SELECT 1"));
    }

    [Fact]
    public async Task T10_a_record_whose_chain_was_made_anew_is_found()
    {
        Here();
        var faults = await covered.FaultsAfter(
            $"{Open} UPDATE audit SET hash = {Forged} WHERE number = 2 AND chain = {OldChain};");
        Assert.Contains(faults, fault => fault.Contains("the hash of record 2 is wrong", StringComparison.Ordinal));

        // As much of the chain as the first root covers: its end is the forger's, and so is the head's.
        faults = await covered.FaultsAfter($"{Open} UPDATE audit SET hash = {Forged} WHERE chain = {OldChain} "
            + $"AND number = (SELECT max(version) FROM audit_leaf WHERE kind = 'audit' AND day = {FirstDay});");
        Assert.Contains(faults, fault => fault.Contains("is not the one under the root of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_a_tail_that_was_cut_off_is_found_though_the_head_agrees()
    {
        Here();
        var faults = await covered.FaultsAfter($"""
            {Open} DELETE FROM audit WHERE chain = {OldChain} AND number > 1;
            UPDATE audit_head SET count = 1, hash = (SELECT hash FROM audit WHERE chain = {OldChain} AND number = 1)
            WHERE chain = {OldChain};
            """);
        Assert.Contains(faults, fault => fault.Contains("records under the root of", StringComparison.Ordinal)
            && fault.EndsWith("and has 1", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("the head", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_a_day_of_the_audit_that_was_removed_is_found()
    {
        Here();
        var faults = await covered.FaultsAfter(
            $"{Open} DELETE FROM audit WHERE chain = {OldChain}; DELETE FROM audit_head WHERE chain = {OldChain};");
        Assert.Contains(faults, fault => fault.Contains("is not there any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_a_month_that_was_cut_before_its_time_is_found()
    {
        Here();
        var faults = await covered.FaultsAfter($"""
            {Open} INSERT INTO audit_cut (month, at) SELECT DISTINCT month, 1 FROM audit;
            DELETE FROM audit;
            """);
        Assert.Contains(faults, fault => fault.Contains("was cut before its time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_a_history_that_is_gone_with_everything_that_names_it_is_found()
    {
        Here();
        var faults = await covered.FaultsAfter($"""
            {Open} DELETE FROM event WHERE kind = 'employer' AND key = {Employer};
            DELETE FROM entity WHERE kind = 'employer' AND key = {Employer};
            """);
        Assert.Contains(faults, fault => fault.Contains("is not there any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_a_root_that_was_changed_is_found_by_its_leaves_by_its_signature_and_by_the_next_one()
    {
        Here();
        var faults = await covered.FaultsAfter($"{Open} UPDATE audit_root SET hash = {Forged} WHERE day = {FirstDay};");
        Assert.Contains(faults, fault => fault.Contains("not the root of its leaves", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("no key of this registry", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("before it stood", StringComparison.Ordinal));
        Assert.Contains($"root {covered.Roots[0]} is not there: its day was removed or made anew", faults);
    }

    [Fact]
    public async Task T10_a_day_of_roots_that_was_removed_is_found_by_the_next_one()
    {
        Here();
        var faults = await covered.FaultsAfter(
            $"{Open} DELETE FROM audit_leaf WHERE day = {FirstDay}; DELETE FROM audit_root WHERE day = {FirstDay};");
        Assert.Contains(faults, fault => fault.Contains("before it stood", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T10_whoever_takes_the_newest_day_away_is_found_by_the_root_that_was_kept_alone()
    {
        Here();
        var faults = await covered.FaultsAfter(
            $"{Open} DELETE FROM audit_leaf WHERE day = {LastDay}; DELETE FROM audit_root WHERE day = {LastDay};");
        Assert.Equal([$"root {covered.Roots[1]} is not there: its day was removed or made anew"], faults);
    }

    private void Here()
    {
        if (covered.Missing is { } missing) Assert.Skip(missing);
    }
}

/// <summary>On a file of SQLite.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class RootTamperingOnSqliteTests(CoveredOnSqlite covered)
    : RootTamperingTests(covered), IClassFixture<CoveredOnSqlite>
{
    /// <inheritdoc/>
    protected override string Open => """
        DROP TRIGGER event_is_never_removed; DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_removed;
        DROP TRIGGER audit_root_is_never_changed; DROP TRIGGER audit_root_is_never_removed;
        DROP TRIGGER audit_leaf_is_never_removed;
        """;

    /// <inheritdoc/>
    protected override string Forged => "x'" + new string('a', 64) + "'";
}

/// <summary>On PostgreSQL.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class RootTamperingOnPostgresTests(CoveredOnPostgres covered)
    : RootTamperingTests(covered), IClassFixture<CoveredOnPostgres>
{
    /// <inheritdoc/>
    protected override string Open => """
        ALTER TABLE event DISABLE TRIGGER USER; ALTER TABLE audit DISABLE TRIGGER USER;
        ALTER TABLE audit_root DISABLE TRIGGER USER; ALTER TABLE audit_leaf DISABLE TRIGGER USER;
        """;

    /// <inheritdoc/>
    protected override string Forged => "decode('" + new string('a', 64) + "', 'hex')";
}
