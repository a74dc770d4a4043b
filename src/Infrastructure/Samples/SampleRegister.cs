using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>A made-up certificate with its holder; the holder's key is filled in by whoever registers it.</summary>
public sealed record SampleCertificate(RegisterPerson Person, RegisterCertificate Certificate);

/// <summary>
/// A made-up register: valid by every rule, plausible in its shares, the same for the same seed and day on every
/// machine. Nobody in it exists; that a number is some real person's can happen by chance alone.
/// </summary>
public static class SampleRegister
{
    private const int SecondCertificatePercent = 4;

    /// <summary>
    /// A person with its first certificate, and the chance that is left for a second one. Where it stands in the
    /// register counts for its number alone.
    /// </summary>
    internal static (SamplePerson Person, RegisterCertificate First, SeededRandom Random) First(
        SamplePersons persons, long number, int seed, int item, DateOnly today)
    {
        var random = SeededRandom.For(seed, number);
        var person = persons.At(number, ref random);
        return (person, SampleCertificates.Make(ref random, person, seed, item, today, other: null), random);
    }

    /// <summary>
    /// So many certificates as they may stand on <paramref name="today"/>, made one after the other while they are
    /// read: a million take no more memory than one. A person with two of them has them one after the other.
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
