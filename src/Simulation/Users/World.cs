using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Simulation.Hosts;
using OrleansRegistry.Simulation.Load;
using OrleansRegistry.Simulation.Scheduling;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Users;

/// <summary>What everybody in the model uses: the clock, the registry, and random numbers.</summary>
internal sealed record World(
    VirtualClock Clock, Agenda Agenda, Cluster Cluster, Client Client, RulesInForce Rules, Chance Chance,
    Behaviour Behaviour, LoadByDay Load, IDocumentStore Documents, Action<Task> Watch)
{
    private const int FirstHour = 9, LastHour = 16;

    public DateOnly Today => ShanghaiTime.DateOf(Clock.Now);

    /// <summary>Waits until a random hour of the day, also at night, because the registry never closes.</summary>
    public Task On(DateOnly day) => Agenda.Until(ShanghaiTime.StartOf(day).AddHours(Chance.Below(24)));

    /// <summary>Waits one to <paramref name="max"/> working days, until a random working hour.</summary>
    public Task Workdays(int max)
    {
        var day = Rules.Calendar.Add(Today, Chance.Between(1, max)).Date;
        return Agenda.Until(ShanghaiTime.StartOf(day).AddHours(Chance.Between(FirstHour, LastHour)));
    }

    /// <summary>The entity as it is; null: there is none.</summary>
    public async ValueTask<T?> Read<T>(EntityId id) where T : EntityState => await Cluster.Read(id) as T;

    /// <summary>An officer of an authority at every desk.</summary>
    public static Actor Officer(string authority) => new("officer-" + authority, Roles.Officer, Channel.Http)
    {
        Authority = authority, Desks = Desks.Road | Desks.Charter,
    };

    /// <summary>The holder of a certificate.</summary>
    public static Actor Holder(string personKey) =>
        new("holder-" + personKey, Roles.Holder, Channel.Http) { PersonKey = personKey };

    /// <summary>Uploads the images that a service asks for, by an account.</summary>
    public Task<Material[]> Upload(Service service, string accountId) =>
        Upload([.. service.Materials.Select(line => (line.Kind, "image/png"))], accountId);

    /// <summary>
    /// Uploads documents of a kind and a media type each; those that the account uploaded before are reused.
    /// </summary>
    public async Task<Material[]> Upload((MaterialKind Kind, string ContentType)[] all, string accountId)
    {
        var given = new Material[all.Length];
        foreach (var (place, (kind, contentType)) in all.Index())
        {
            var id = $"{accountId}-{kind}";
            if (await Documents.Find(id) is null)
                await Documents.Add(Scan.Record(id, kind, contentType, accountId, Clock.Now), Scan.Content());
            given[place] = new Material(kind, id);
        }
        return given;
    }
}
