using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: what is true of every certificate, whoever asks for what and whenever. Method: stories drawn by dice
/// (<see cref="Story"/>), always the same ones; a story that fails is shrunk by FsCheck and kept in <see cref="Kept"/>.
/// </summary>
public sealed class StoryProperties
{
    private const int Runs = 400;
    private const int MaxDice = 60;

    private static readonly Actor _registry = Actor.Registry(Channel.Deadline);

    /// <summary>Stories that failed once, each with what it showed.</summary>
    public static TheoryData<string, int[]> Kept => new()
    {
        { "an empty story", [] },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_story_that_failed_once_holds(string whatItShowed, int[] dice)
    {
        Assert.NotEmpty(whatItShowed);
        foreach (var property in (Action<int[]>[])[Sound, Foreseen, Replayed, Written, LateIsAsOnTime]) property(dice);
    }

    [Fact]
    public void No_command_throws_breaks_an_invariant_or_leaves_a_deadline_behind() => Holds(Sound);

    [Fact]
    public void Validity_before_a_tick_is_validity_after_it() => Holds(Foreseen);

    [Fact]
    public void The_history_replayed_is_the_state() => Holds(Replayed);

    [Fact]
    public void State_and_events_survive_their_JSON_byte_for_byte() => Holds(Written);

    [Fact]
    public void A_late_tick_leaves_what_on_time_ones_leave() => Holds(LateIsAsOnTime);

    /// <summary>Or the properties above would prove little.</summary>
    [Fact]
    public void The_stories_reach_every_event_and_every_status()
    {
        var seen = new HashSet<string>();
        Holds(dice => Story.Play(dice, stage =>
        {
            if (stage.Last is Decision.Accepted accepted) seen.UnionWith(accepted.Events.Select(FrozenNames.Of));
            seen.UnionWith(stage.Certificate.Applications.Select(a => a.Status.ToString()));
            seen.Add(stage.StatusNow.ToString());
        }));
        var wanted = FrozenNames.Events.Where(name => name.Split('.')[0] is "certificate" or "application"
            && name != "certificate.registered")
            .Concat(Enum.GetValues<ApplicationStatus>()
                .Where(status => status < ApplicationStatus.EmployerReview)
                .Select(status => status.ToString())).Concat(["Valid", "Expired", "Cancelled"]);
        Assert.Empty(wanted.Except(seen));
    }

    private static void Sound(int[] dice) => Story.Play(dice, stage =>
    {
        if (stage.Last is not Decision.Accepted accepted) return;
        Story.Shown(stage, new PassTime());
        foreach (var renewed in accepted.Events.OfType<CertificateRenewed>())
            Assert.True(renewed.Period.To > stage.Today, $"renewed until {renewed.Period.To} on {stage.Today}");
        stage.AssertSettled();
    });

    private static void Foreseen(int[] dice) => Story.Play(dice, stage =>
    {
        var today = $"{stage.Today:yyyy-MM-dd}";
        var foreseen = stage.StandingOn(today);
        Assert.Equal(stage.Twin().When(new PassTime(), _registry).StandingOn(today), foreseen);
        var later = stage.Today.AddDays(stage.Certificate.ApplicationCount * 37 + 1);
        foreseen = stage.StandingOn($"{later:yyyy-MM-dd}");
        Assert.Equal(stage.Twin().WhenTimePasses($"{later:yyyy-MM-dd}").StandingOn($"{later:yyyy-MM-dd}"), foreseen);
    });

    private static void Replayed(int[] dice) => Story.Play(dice, _ => { }).AssertReplays();

    private static void Written(int[] dice) => Story.Play(dice, stage => stage.AssertKept());

    private static void LateIsAsOnTime(int[] dice) => Story.Play(dice, _ => { }).AssertLateIsAsOnTime();

    private static void Holds(Action<int[]> property) => StoriesByDice.Hold(Runs, MaxDice, property);
}
