using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: what is true of every railway career, whoever asks for what and whenever. Method: careers drawn by dice
/// (<see cref="RailStory"/>), always the same ones; a career that fails is shrunk by FsCheck and kept in
/// <see cref="Kept"/>.
/// </summary>
public sealed class RailStoryProperties
{
    private const int Runs = 300;
    private const int MaxDice = 90;

    private static readonly Actor _registry = Actor.Registry(Channel.Deadline);

    /// <summary>Careers that failed once, each with what it showed.</summary>
    public static TheoryData<string, int[]> Kept => new()
    {
        { "an empty story", [] },
        { "the dead apply for nothing, or a corrected death leaves two open applications",
            [1965700873, 240425224, 927085427, 84201221, 1306551793] },
        { "a retirement recorded while dead counts when the death is corrected",
            [1471456032, 498423013, 1313081085, 1892012958, 969174258, 2036532427] },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_career_that_failed_once_holds(string whatItShowed, int[] dice)
    {
        Assert.NotEmpty(whatItShowed);
        foreach (var property in (Action<int[]>[])[Sound, Foreseen, Replayed, LateIsAsOnTime]) property(dice);
    }

    [Fact]
    public void No_command_breaks_what_the_law_promises() => Holds(Sound);

    [Fact]
    public void Validity_before_a_tick_is_validity_after_it() => Holds(Foreseen);

    [Fact]
    public void The_history_replayed_is_the_state_and_both_survive_their_JSON() => Holds(Replayed);

    [Fact]
    public void A_late_tick_leaves_what_on_time_ones_leave() => Holds(LateIsAsOnTime);

    /// <summary>Or the properties above would prove little.</summary>
    [Fact]
    public void The_careers_reach_every_event_and_every_status()
    {
        var seen = new HashSet<string>();
        Holds(dice => RailStory.Play(dice, (stage, _) =>
        {
            if (stage.Last is Decision.Accepted accepted) seen.UnionWith(accepted.Events.Select(FrozenNames.Of));
            seen.UnionWith(stage.Career.Applications.Select(a => a.Status.ToString()));
            seen.Add(stage.Standing.Status.ToString());
        }));
        var wanted = FrozenNames.Events.Where(name => name.StartsWith("rail", StringComparison.Ordinal))
            .Concat(Enum.GetNames<ApplicationStatus>())
                .Except(["SupplementRequested", "Uncollected"])
                .Concat(["None", "Valid", "Expired", "Cancelled", "Revoked"]);
        Assert.Empty(wanted.Except(seen));
    }

    /// <summary>
    /// Never two open applications; no licence while banned, none past retirement; every desk's deadline armed; the end
    /// date moves only for the three reasons that allow it, and by a correction; nothing due is left behind.
    /// </summary>
    private static void Sound(int[] dice) => RailStory.Play(dice, (stage, before) =>
    {
        RailStory.Shown(stage);
        var c = stage.Career;
        if (stage.Last is not Decision.Accepted accepted) return;
        Assert.True(c.Applications.Count(a => a.IsOpen) <= 1);
        var retiresOn = RailValidity.RetiresOn(c, stage.Driver, stage.Rules.At(stage.Today));
        foreach (var happened in accepted.Events)
        {
            if (happened is LicenceIssued issued)
            {
                Assert.True(c.Ban is null || stage.Today >= c.Ban.Until, "issued under a ban");
                Assert.True(issued.Licence.Period.To <= retiresOn);
            }
            if (happened is LicenceExtended extended)
            {
                Assert.True(extended.Period.To <= retiresOn && extended.Period.To > stage.Today);
                var form = Assert.IsType<RailRenewalForm>(c.Applications.At(extended.ApplicationId)!.Form);
                Assert.True(
                    form.Reason is RenewalReason.Expiry
                        or RenewalReason.ExpiryAndEmployer
                        or RenewalReason.ExpiryAndName);
            }
        }
        if (!accepted.Events.Any(happened => happened is LicenceIssued or LicenceExtended or LicenceCorrected))
            Assert.Equal(before is null ? c.Licence?.Period : before.Licence?.Period, c.Licence?.Period);
        var next = stage.NextDeadline?.DueAt ?? DateTimeOffset.MaxValue;
        foreach (var a in c.Applications)
        {
            if (a.NextLimit is { } limit && !a.Missed.HasFlag(limit.Limit))
                Assert.True(next <= Domain.Calendar.ShanghaiTime.EndOf(limit.By.Date), $"{a.Id}: {limit} is not armed");
        }
        stage.AssertSettled();
    });

    private static void Foreseen(int[] dice) => RailStory.Play(dice, (stage, _) =>
    {
        foreach (var days in (int[])[0, 1, 100, 1000])
        {
            var twin = stage.Twin().At(stage.Now.AddDays(days));
            var foreseen = twin.Standing;
            Assert.Equal(twin.When(new PassTime(), _registry).Standing, foreseen);
        }
    });

    private static void Replayed(int[] dice) => RailStory.Play(dice, (done, _) => done.AssertKept()).AssertReplays();

    private static void LateIsAsOnTime(int[] dice) => RailStory.Play(dice, (_, _) => { }).AssertLateIsAsOnTime();

    private static void Holds(Action<int[]> property) => StoriesByDice.Hold(Runs, MaxDice, property);
}
