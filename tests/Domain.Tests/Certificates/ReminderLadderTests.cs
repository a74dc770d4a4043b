using System.Globalization;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: whoever can still do something is notified before the last day on which it can be done (H.27, finding F19).
/// Method: certificates begin and are taken over on days drawn from many years, and time runs until they lapse, each
/// deadline at its instant; every notice is kept with the day on which it was made.
/// </summary>
public sealed class ReminderLadderTests
{
    private sealed record Sent(Notice Notice, DateOnly On)
    {
        public DateOnly Day(string value) => DateOnly.ParseExact(
            Notice.Values[value], "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_last_day_is_announced_before_it_and_not_before_its_window(int seed)
    {
        var random = new Random(seed);
        var validFrom = new DateOnly(2014, 1, 1).AddDays(random.Next(365 * 12));
        var takenOver = validFrom.AddDays(random.Next(365 * 6 + 150));
        var (stage, sent) = LivedThrough(validFrom, takenOver);

        var certificate = stage.Certificate;
        var (opens, to) = (certificate.RenewalOpensOn(stage.Rulebook.RoadAt(takenOver)), certificate.Period.To);
        var lapses = certificate.LapsesAfter(stage.Rulebook, stage.Calendar).Date;
        Assert.Equal(CancellationGround.Lapsed, certificate.Cancellation!.Ground);
        if (takenOver <= to)
            Assert.Equal(takenOver > opens ? takenOver : opens, Assert.Single(sent, Is("renewalOpens")).On);
        if (takenOver <= lapses)
        {
            Assert.Equal(takenOver > to ? takenOver : to.AddDays(1),
                sent.First(one => one.Notice.Kind is "expired" or "lapseAhead").On);
            var warning = Assert.Single(sent, Is("lapseAhead"));
            Assert.InRange(warning.On, takenOver, lapses);
            Assert.Equal(lapses, warning.Day("lapsesAfter"));
        }
        foreach (var one in sent.FindAll(Is("renewalOpens"))) Assert.True(one.On <= one.Day("validTo"));
        foreach (var one in sent.FindAll(Is("assessmentOpens"))) Assert.True(one.On <= one.Day("closesOn"));
    }

    [Fact]
    public void Who_is_taken_over_inside_the_window_is_notified_at_once()
    {
        var (_, sent) = LivedThrough(new DateOnly(2020, 2, 22), new DateOnly(2026, 2, 12));
        var first = Assert.Single(sent, Is("renewalOpens"));
        Assert.Equal((new DateOnly(2026, 2, 12), new DateOnly(2026, 2, 21)), (first.On, first.Day("validTo")));
    }

    private static Predicate<Sent> Is(string kind) => one => one.Notice.Kind == kind;

    private static (Stage Stage, List<Sent> Sent) LivedThrough(DateOnly validFrom, DateOnly takenOver)
    {
        var (stage, sent) = (new Stage(Text(takenOver)), new List<Sent>());
        stage.Holder = Stage.PersonBorn(Text(takenOver.AddYears(-35)));
        stage.WhenRegistered(Stage.Sound(Text(validFrom)));
        stage.ThenDone();
        Keep();
        for (var steps = 0; stage.Certificate.Cancellation is null; steps++)
        {
            Assert.InRange(steps, 0, 200);
            stage.At(stage.NextDeadline!.DueAt).When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();
            Keep();
        }
        return (stage, sent);

        void Keep() => sent.AddRange(stage.Reactions.Notices.Select(notice => new Sent(notice, stage.Today)));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
