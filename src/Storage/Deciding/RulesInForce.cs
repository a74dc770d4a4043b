using System.Security.Cryptography;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>The rules, the calendar and the clock in use; replaced as a whole when a newer text is loaded.</summary>
/// <param name="clock">The legal clock.</param>
/// <param name="rulebook">The rules.</param>
/// <param name="calendar">The working days.</param>
public sealed class RulesInForce(TimeProvider clock, Rulebook rulebook, WorkingCalendar calendar)
{
    /// <summary>
    /// Raised by one when a version of the program arms other deadlines by the same rules, so that all deadlines are
    /// computed again at its first start. 2: reminders of last days.
    /// </summary>
    private const byte DeadlineLaw = 2;

    private volatile Rulebook _rulebook = rulebook;
    private volatile WorkingCalendar _calendar = calendar;
    private volatile RailRulebook _rail = RailRulebook.Embedded;
    private volatile CharterRulebook _charter = CharterRulebook.Embedded;

    /// <summary>The legal clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>True: the clock moves only when it is moved, so that no deadline becomes due by itself.</summary>
    public bool Stands => Clock is LegalClock { Stands: true };

    /// <summary>The rules in use.</summary>
    public Rulebook Rulebook { get => _rulebook; set => _rulebook = value; }

    /// <summary>The tables of the railway in use.</summary>
    public RailRulebook RailRulebook { get => _rail; set => _rail = value; }

    /// <summary>The tables of charter trips in use.</summary>
    public CharterRulebook CharterRulebook { get => _charter; set => _charter = value; }

    /// <summary>The working days in use.</summary>
    public WorkingCalendar Calendar { get => _calendar; set => _calendar = value; }

    /// <summary>How desks can be reached, as it was at the start.</summary>
    public Contacts Contacts { get; init; } = Contacts.None;

    /// <summary>A copy with another calendar; the rules in use are not changed.</summary>
    public RulesInForce With(WorkingCalendar calendar) =>
        new(Clock, Rulebook, calendar)
        {
            RailRulebook = RailRulebook, CharterRulebook = CharterRulebook, Contacts = Contacts,
        };

    /// <summary>SHA-256 over all of them. If it is equal, both count every limit in the same way.</summary>
    public byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[][] texts = [Rulebook.Text, RailRulebook.Text, CharterRulebook.Text, Calendar.Write(), [DeadlineLaw]];
        foreach (var text in texts)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(text);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The law as it is now, for <paramref name="actor"/>.</summary>
    public Context Now(Actor actor, IFacts facts) => new(Clock.GetUtcNow(), Rulebook, Calendar, actor, facts)
    {
        RailRulebook = RailRulebook, CharterRulebook = CharterRulebook, Contacts = Contacts,
    };
}
