using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>A made-up person.</summary>
/// <param name="Registered">The command that registers it.</param>
/// <param name="BornOn">Day of birth, as the number has it.</param>
/// <param name="County">Where the number was issued.</param>
internal sealed record SamplePerson(RegisterPerson Registered, DateOnly BornOn, string County);

/// <summary>
/// Made-up people from 18 to 62 years, or up to a year below the age limit if that is less, so that no certificate is
/// cancelled for age at once. Place, birthday and sequence come from one number of a shuffle, so that nobody occurs
/// twice.
/// </summary>
internal sealed class SamplePersons
{
    private const int Youngest = 18, Oldest = 62, Sequences = 999;
    private readonly DateOnly _firstBirth;
    private readonly int _days;
    private readonly Shuffle _shuffle;

    public SamplePersons(int seed, DateOnly today)
    {
        var oldest = Math.Min(Oldest, Rulebook.Embedded.AgeLimits.LimitOn(today) - 1);
        _firstBirth = today.AddYears(-(oldest + 1)).AddDays(1);
        _days = today.AddYears(-Youngest).DayNumber - _firstBirth.DayNumber + 1;
        _shuffle = new Shuffle((long)SamplePlaces.Counties.Length * _days * Sequences, seed);
    }

    /// <summary>The person with this number, from 0.</summary>
    public SamplePerson At(long number, ref SeededRandom random)
    {
        var slot = _shuffle.At(number);
        var (rest, county) = Math.DivRem(slot, SamplePlaces.Counties.Length);
        var (sequence, day) = Math.DivRem(rest, _days);
        var bornOn = _firstBirth.AddDays((int)day);
        var place = SamplePlaces.Counties[(int)county];
        var name = SampleNames.Person(ref random, woman: sequence % 2 == 1);
        return new SamplePerson(
            new RegisterPerson(name, IdentityKind.CitizenId, CitizenNumber(place, bornOn, (int)sequence + 1)),
            bornOn, place);
    }

    /// <summary>A number of GB 11643 with its check character; an odd sequence means a man.</summary>
    public static string CitizenNumber(string county, DateOnly bornOn, int sequence)
    {
        var body = $"{county}{bornOn:yyyyMMdd}{sequence:D3}";
        return body + Iso7064.Mod11Two(body);
    }
}
