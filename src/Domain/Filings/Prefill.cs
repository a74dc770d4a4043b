using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Filings;

/// <summary>The data with which a form is filled in before the applicant begins (000 L217: 自动填写，可修改).</summary>
public static class Prefill
{
    /// <summary>
    /// The data on record for a service of this document; null: the caller is not the one who may apply.
    /// </summary>
    public static PrefillView? Of(Service service, EntityState state, Context context) => state switch
    {
        Certificate c when c.PersonKey == context.Actor.PersonKey => OfHolder(
            service, context.PersonOf(c.PersonKey), c.ServiceUnit,
            Deliveries.LastAddress(c.Applications.Select(a => a.DeliverTo))),
        RailCareer r when r.PersonKey == context.Actor.PersonKey => OfHolder(
            service, context.PersonOf(r.PersonKey), unit: null,
            Deliveries.LastAddress(r.Applications.Select(a => a.DeliverTo))),
        Vehicle v when v.OperatorKey == context.Actor.OperatorKey => OfFleet(service, v),
        _ => null,
    };

    private static PrefillView OfHolder(Service service, Person person, string? unit, string? lastAddress)
    {
        var (phone, address) = (person.Profile?.PhoneOfContact, person.Profile?.Address ?? lastAddress);
        return new PrefillView(
            Known(service, ("serviceUnit", unit), ("phone", phone), ("address", address)),
            service.Delivers ? new DeliveryAddress(person.Name, phone, address) : null);
    }

    /// <summary>The answers that an operator's clerk gave in the last form for this vehicle.</summary>
    private static PrefillView OfFleet(Service service, Vehicle v)
    {
        var last = v.Applications.Select(a => a.Form).OfType<VehicleForm>().LastOrDefault();
        return new PrefillView(
            Known(service, ("contactName", last?.ContactName), ("contactPhone", last?.ContactPhone),
                ("permitNumber", last?.PermitNumber)),
            service.Delivers && last is not null
                ? new DeliveryAddress(
                    last.ContactName, last.ContactPhone,
                    Deliveries.LastAddress(v.Applications.Select(a => a.DeliverTo)))
                : null);
    }

    private static ImmutableSortedDictionary<string, string> Known(
        Service service, params ReadOnlySpan<(string Name, string? Value)> answers)
    {
        var known = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in answers)
            if (value is not null && service.Fields.Any(field => field.Name == name)) known[name] = value;
        return known.ToImmutable();
    }
}
