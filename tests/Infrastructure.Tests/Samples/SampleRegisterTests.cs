using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Infrastructure.Tests.Samples;

/// <summary>
/// The made-up register against the law itself: the deciders take every row, whatever the seed and the day.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class SampleRegisterTests
{
    private const int Count = 2000;
    private static readonly DateOnly _today = new(2026, 3, 20);

    public static TheoryData<int, string> Registers => new()
    {
        { 1, "2026-03-20" }, { 2, "2026-02-13" }, { 3, "2024-02-29" }, { 4, "2028-02-28" }, { 5, "2030-12-31" },
        { -6, "2026-03-01" }, { int.MaxValue, "2029-02-28" },
    };

    [Theory]
    [MemberData(nameof(Registers))]
    public void The_law_takes_every_sample(int seed, string day)
    {
        var today = DateOnly.Parse(day, null);
        var held = new HashSet<Reservation>();
        var persons = new Dictionary<string, Person>();
        foreach (var sample in SampleRegister.Make(Count, seed, today))
        {
            var facts = new Facts(persons);
            var context = new Context(
                ShanghaiTime.StartOf(today).AddHours(
                    10), Rulebook.Embedded, WorkingCalendar.Embedded, Actor.Registry(Channel.Import), facts);
            var key = "P-" + sample.Person.IdentityNumber;
            if (persons.TryGetValue(key, out var known)) Assert.Equal(known.Name, sample.Person.Name);
            else persons[key] = (Person)After(
                PersonMachine.Instance, new EntityId(EntityKind.Person, key), sample.Person, context);

            var certificate = (Certificate)After(
                CertificateMachine.Instance, new EntityId(EntityKind.Certificate, "Q-1"),
                sample.Certificate with { PersonKey = key }, context);
            Assert.Equal(
                sample.Certificate.CancelledBy, certificate.Cancellation?.Ground); // Nothing is due at once.
            foreach (var reservation in CertificateMachine.Instance.Reservations(certificate))
                Assert.True(held.Add(reservation), reservation.Value);
        }
        Assert.InRange(persons.Count, Count * 9 / 10, Count - 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_register_and_another_seed_another()
    {
        Assert.Equal(Text(1, Count), Text(1, Count));
        Assert.NotEqual(Text(1, 50), Text(2, 50));
        Assert.Equal(Text(1, 50), Text(1, Count)[..50]); // A longer one begins as the shorter one.
    }

    [Fact]
    public void The_register_of_seed_1_stays_as_it_is()
    {
        // Golden: measurements and demonstrations name registers by their seed. Change it knowingly.
        var first = SampleRegister.Make(1, 1, _today).Single();
        var certificate = first.Certificate;
        Assert.Equal(
            Golden,
            $"{first.Person.Name} {certificate.Kind} {certificate.Authority} {certificate.ValidTo:yyyy-MM-dd}");
    }

    private const string Golden = "黄雪 DangerousGoodsDriver 411700 2025-11-05";

    [Fact]
    public void Shares_are_plausible()
    {
        var all = SampleRegister.Make(10_000, 1, _today).ToList();
        var live = all.Where(s => s.Certificate.CancelledBy is null).Select(s => s.Certificate).ToList();

        Assert.InRange(all.Count - live.Count, 100, 300);
        Assert.InRange(live.Count(c => c.ValidTo < _today), 150, 500);
        Assert.All(live, c => Assert.True(c.ValidTo >= _today.AddDays(-180)));
        Assert.InRange(live.Count(c => c.ValidTo >= _today && c.ValidTo <= _today.AddDays(30)), 250, 800);
        Assert.InRange(all.Count(s => s.Certificate.Kind == CertificateKind.FreightDriver), 5700, 6500);
        Assert.All(
            Enum.GetValues<CertificateKind>(),
            kind => Assert.InRange(all.Count(s => s.Certificate.Kind == kind), 300, 6500));
        Assert.InRange(all.Count(s => s.Certificate.Authority[..2] is "41" or "53"), 8000, 9500);
        Assert.InRange(all.GroupBy(s => s.Person.IdentityNumber).Count(group => group.Count() == 2), 250, 550);
        Assert.All(all, s => Assert.InRange(Age(s.Person), 18, 62));
    }

    [Fact]
    public void Nobody_comes_twice_in_a_large_register()
    {
        var numbers = new HashSet<string>();
        string? last = null;
        foreach (var sample in SampleRegister.Make(100_000, 7, _today))
        {
            if (sample.Person.IdentityNumber == last) continue; // The second certificate of the same person.
            last = sample.Person.IdentityNumber;
            Assert.True(numbers.Add(last), last);
            Assert.True(CitizenId.Check(last, _today).Valid, last);
        }
    }

    [Fact]
    public void It_is_made_while_it_is_read() => Assert.NotNull(SampleRegister.Make(int.MaxValue, 1, _today).First());

    private static int Age(RegisterPerson person) =>
        LegalDates.FullYears(IdentityNumber.BornOn(IdentityKind.CitizenId, person.IdentityNumber)!.Value, _today);

    private static string[] Text(int seed, int count) =>
        [.. SampleRegister.Make(count, seed, _today).Select(sample => JsonSerializer.Serialize(sample))];

    private static EntityState After(Machine machine, EntityId id, Command command, Context context)
    {
        var decision = machine.Decide(id, null, command, context);
        if (decision is Decision.Refused no)
            Assert.Fail(
                $"{no.Refusal.Code}: "
                + string.Join("; ", no.Refusal.Faults.Select(fault => fault.Field + " " + fault.Text.En))
                + $" {command}");
        EntityState? state = null;
        foreach (var happened in ((Decision.Accepted)decision).Events) state = machine.Evolve(state, happened);
        Assert.Empty(machine.Check(state!));
        return state!;
    }

    private sealed class Facts(Dictionary<string, Person> persons) : IFacts
    {
        public Person? Person(string key) => persons.GetValueOrDefault(key);

        public DocumentFact? Document(string id) => null;
    }
}
