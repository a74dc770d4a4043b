using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Reminders;

/// <summary>
/// Goal: whoever can still do something is reminded on each rung before a last day, at 09:00, once, and not when it is
/// done (rules.md H.27). Method: certificates live through simulated years, looked after by nobody and each deadline at
/// its instant, or in stories drawn by dice; the rungs are counted here from the last days alone.
/// </summary>
public sealed class CertificateReminderTests
{
    private const int Runs = 200, MaxDice = 60;

    private sealed record Sent(string Kind, DateOnly LastDay, DateTimeOffset At);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_last_day_has_its_rungs_before_it_at_nine_and_each_of_them_once(int seed)
    {
        var random = new Random(seed);
        var validFrom = new DateOnly(2014, 1, 1).AddDays(random.Next(365 * 12));
        var takenOver = validFrom.AddDays(random.Next(365 * 6 + 150));
        var bornOn = validFrom.AddYears(-57).AddDays(random.Next(365 * 5));
        var (stage, sent, silent) = LivedThrough(validFrom, takenOver, bornOn);

        Assert.All(sent, one => Assert.Equal(TimeSpan.FromHours(9), ShanghaiTime.ToLocal(one.At).TimeOfDay));
        Assert.Equal(sent.Count, sent.Distinct().Count());
        Assert.Equal(0, silent); // No wake without a reminder.
        var c = stage.Certificate;
        var over = c.Cancellation!.EffectiveOn;
        Rungs("remind.expiry", c.Period.To, 7, 1);
        if (c.Cancellation.Ground == CancellationGround.Lapsed)
            Rungs("remind.lapse", c.LapsesAfter(stage.Rulebook, stage.Calendar).Date, 7, 1);
        else Rungs("remind.age", over.AddDays(-1), 30, 7, 1);
        var closing = sent.FindAll(one => one.Kind == "remind.assessment").Select(one => one.LastDay).Distinct();
        foreach (var closes in closing)
            Rungs("remind.assessment", closes, 7, 1);

        void Rungs(string kind, DateOnly lastDay, params int[] daysBefore) => Assert.Equal(
            daysBefore.Select(days => lastDay.AddDays(-days)).Where(day => day > takenOver && day < over),
            sent.Where(one => one.Kind == kind && one.LastDay == lastDay).Select(one => ShanghaiTime.DateOf(one.At)));
    }

    [Fact]
    public void Every_window_of_assessment_is_reminded_of()
    {
        var (_, sent, _) = LivedThrough(new(2020, 3, 1), new(2020, 3, 1), new(1985, 1, 1));
        Assert.Equal(12, sent.Count(one => one.Kind == "remind.assessment")); // Six cycles before the lapse, two each.
    }

    [Fact]
    public void In_no_story_is_a_rung_climbed_twice_or_a_reminder_given_for_what_is_done_or_over() =>
        StoriesByDice.Hold(Runs, MaxDice, dice =>
        {
            Reactions? seen = null;
            var stage = Story.Play(dice, now =>
            {
                if (now.Reactions != seen) After(now);
                seen = now.Reactions;
            });
            var rungs = stage.History.OfType<RemindersDue>().ToArray();
            Assert.Equal(rungs.Select(due => due.At).Distinct().Order(), rungs.Select(due => due.At));
            foreach (var due in rungs)
                foreach (var one in due.Reminders)
                    Assert.InRange(one.Day.DayNumber - ShanghaiTime.DateOf(due.At).DayNumber, 0, 30);
        });

    /// <summary>A reminder is of what still runs after the commit, and its day is today or later.</summary>
    private static void After(Stage stage)
    {
        var c = stage.Certificate;
        foreach (var notice in stage.Reactions.Notices.Where(Acts.IsReminder))
        {
            var lastDay = DayOf(notice);
            Assert.True(lastDay >= stage.Today && c.Cancellation is null, notice.ToString());
            var a = notice.Values.TryGetValue("application", out var id) ? c.Applications.At(id) : null;
            Assert.True(notice.Kind switch
            {
                "remind.expiry" => c.PendingRenewal is null && lastDay == c.Period.To,
                "remind.lapse" => c.PendingRenewal is null && stage.Today > c.Period.To,
                "remind.supplement" => a!.Status == ApplicationStatus.SupplementRequested,
                "remind.pickUp" => a!.Status == ApplicationStatus.AwaitingDelivery,
                "desk.limit" => a!.Status is ApplicationStatus.Submitted or ApplicationStatus.Accepted,
                _ => true,
            }, notice.ToString());
        }
    }

    /// <summary>2026-02-02 is a Monday: acceptance until Wednesday, decision three working days after it.</summary>
    [Fact]
    public void A_desk_is_reminded_one_working_day_before_a_limit_and_on_its_day()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01").WhenApplies(new CancellationForm("改行")).ThenDone();
        Assert.Equal(
            ["2026-02-03 desk.limit acceptance", "2026-02-04 desk.limit acceptance"], Until(stage, "2026-02-05"));
        stage.At("2026-02-05").WhenAccepted().ThenDone();
        Assert.Equal(["2026-02-09 desk.limit decision", "2026-02-10 desk.limit decision"], Until(stage, "2026-02-12"));
    }

    [Fact]
    public void An_applicant_is_reminded_of_a_supplement_two_and_one_working_days_before()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01").WhenApplies(new CancellationForm("改行")).ThenDone();
        stage.At("2026-02-03").WhenOfficer(new RequestSupplement("Q-1.1", [], "看不清")).ThenDone();
        Assert.Equal(["2026-02-06 remind.supplement ", "2026-02-09 remind.supplement "], Until(stage, "2026-02-10"));
    }

    /// <summary>What is done in the commit in which a late reminder comes is not reminded of.</summary>
    [Fact]
    public void Who_applies_before_a_late_silo_has_reminded_is_not_reminded()
    {
        var stage = new Stage("2026-01-05").Given("2020-03-01");
        stage.At("2026-02-25T10:00:00").WhenApplies(new RenewalForm()).ThenDone();
        Assert.Contains(stage.History, happened => happened is RemindersDue);
        Assert.DoesNotContain(stage.Reactions.Notices, Acts.IsReminder);
    }

    [Fact]
    public void What_is_stored_has_no_word_of_reminders_until_one_was_due()
    {
        var stage = new Stage("2026-01-05").Given("2020-03-01");
        Assert.DoesNotContain("remindedAt", stage.StateJson, StringComparison.Ordinal);
        stage.At("2026-02-21T09:00:00").When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();
        Assert.Contains("\"remindedAt\":\"2026-02-21T01:00:00", stage.StateJson, StringComparison.Ordinal);
        stage.AssertKept();
        stage.AssertReplays();
    }

    /// <summary>Pages, calendars and forecasts are of what happens, not of who is reminded of it.</summary>
    [Fact]
    public void The_timeline_shows_what_happens_and_no_reminders()
    {
        var stage = new Stage("2026-02-20").Given("2020-03-01");
        Assert.Equal("reminders.due:expiry:2026-03-01", stage.NextDeadline!.Name);
        Assert.DoesNotContain(
            Views.TimelineView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor)).Items,
            entry => entry.Name.StartsWith("reminders", StringComparison.Ordinal));
    }

    private static DateOnly DayOf(Notice notice) =>
        DateOnly.ParseExact(notice.Values["lastDay"], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The reminders until a day, each with its own.</summary>
    private static string[] Until(Stage stage, string day)
    {
        var sent = new List<string>();
        var until = DateTimeOffset.Parse(day + "T00:00:00+08:00", CultureInfo.InvariantCulture);
        while (stage.NextDeadline is { } next && next.DueAt < until)
        {
            stage.At(next.DueAt).When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();
            sent.AddRange(stage.Reactions.Notices.Where(Acts.IsReminder).Select(notice =>
                $"{stage.Today:yyyy-MM-dd} {notice.Kind} {notice.Values.GetValueOrDefault("limit")}"));
        }
        return [.. sent];
    }

    private static (Stage Stage, List<Sent> Sent, int Silent) LivedThrough(
        DateOnly validFrom, DateOnly takenOver, DateOnly bornOn)
    {
        var (stage, sent, silent) = (new Stage(Text(takenOver)), new List<Sent>(), 0);
        stage.Holder = Stage.PersonBorn(Text(bornOn));
        stage.WhenRegistered(Stage.Sound(Text(validFrom))).ThenDone();
        for (var steps = 0; stage.Certificate.Cancellation is null; steps++)
        {
            Assert.InRange(steps, 0, 200);
            stage.At(stage.NextDeadline!.DueAt).When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();
            var notices = stage.Reactions.Notices.Where(Acts.IsReminder).ToArray();
            sent.AddRange(notices.Select(notice => new Sent(notice.Kind, DayOf(notice), stage.Now)));
            if (stage.History[^1] is RemindersDue && notices.Length == 0) silent++;
        }
        return (stage, sent, silent);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
