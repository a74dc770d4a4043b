using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>A made-up certificate with its holder; the holder's key is filled in at the registration.</summary>
public sealed record SampleCertificate(RegisterPerson Person, RegisterCertificate Certificate);

/// <summary>
/// A made-up register: valid by every rule, with plausible shares, the same on every machine for the same seed and day.
/// Nobody in it exists; a number can be a real person's only by chance.
/// </summary>
public static class SampleRegister
{
    private const int SecondCertificatePercent = 4;

    /// <summary>
    /// A person with the first certificate, and the random numbers for a second one. The position in the register only
    /// counts for its number.
    /// </summary>
    internal static (SamplePerson Person, RegisterCertificate First, SeededRandom Random) First(
        SamplePersons persons, long number, int seed, int item, DateOnly today)
    {
        var random = SeededRandom.For(seed, number);
        var person = persons.At(number, ref random);
        return (person, SampleCertificates.Make(ref random, person, seed, item, today, other: null), random);
    }

    /// <summary>
    /// So many certificates as of <paramref name="today"/>, made one by one while they are read: a million need no more
    /// memory than one. If a person has two, they follow each other.
    /// </summary>
    public static IEnumerable<SampleCertificate> Make(int certificates, int seed, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(certificates);
        var persons = new SamplePersons(seed, today);
        var made = 0;
        for (var number = 0L; made < certificates; number++)
        {
            var (person, first, random) = First(persons, number, seed, made, today);
            made++;
            yield return new SampleCertificate(person.Registered, first);
            if (made == certificates || !random.Percent(SecondCertificatePercent)) continue;
            var second = SampleCertificates.Make(ref random, person, seed, made, today, other: first.Kind);
            made++;
            yield return new SampleCertificate(person.Registered, second);
        }
    }
}
