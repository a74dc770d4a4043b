using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// To whom a document belongs, masked for strangers (A.12): of a name the first character, of a number its ends.
/// </summary>
internal static class Subjects
{
    public static VerifiedSubject Of(CredentialId id, Certificate c, Person person) =>
        new(id.Kind, id.ToString(), c.Authority)
        {
            Kind = c.Kind.Name(), Number = IdentityNumber.Mask(c.Number), Holder = Masked(person.Name),
            ValidFrom = ShanghaiTime.ToLocal(Begin(c.Period, c.Previous)),
            ValidUntil = ShanghaiTime.ToLocal(ShanghaiTime.EndOf(c.Period.To)),
        };

    public static VerifiedSubject Of(CredentialId id, RailCareer c, RailLicence licence, Person person) =>
        new(id.Kind, id.ToString(), Issuing.RailIssuer)
        {
            Kind = string.Join(' ', licence.Classes.Select(held => held.Class)),
            Number = IdentityNumber.Mask(licence.Number), Holder = Masked(person.Name),
            ValidFrom = ShanghaiTime.ToLocal(Begin(licence.Period, licence.Previous)),
            ValidUntil = ShanghaiTime.ToLocal(ShanghaiTime.EndOf(licence.Period.To)),
        };

    public static VerifiedSubject Of(CredentialId id, Vehicle v, Context context) =>
        new(id.Kind, id.ToString(), v.Authority)
        {
            Kind = Name(v.Kind), Number = v.CertificateNumber, Plate = v.Plate, PlateColour = v.PlateColour,
            Carrier = context.Facts.OperatorWith(v.OperatorKey)?.Name,
            ValidFrom = ShanghaiTime.ToLocal(Begin(v.Period, v.Previous)),
            ValidUntil = ShanghaiTime.ToLocal(ShanghaiTime.EndOf(v.Period.To)),
        };

    public static VerifiedSubject Of(CredentialId id, Trip t, Context context)
    {
        var vehicle = context.Facts.VehicleWith(t.Plan.VehicleKey);
        return new VerifiedSubject(id.Kind, id.ToString(), t.Authority)
        {
            Kind = Name(t.Plan.Kind), Number = t.Number, Plate = vehicle?.Plate, PlateColour = vehicle?.PlateColour,
            Carrier = context.Facts.OperatorWith(t.OperatorKey)?.Name,
            Origin = t.Plan.Origin.Place, Destination = t.Plan.Destination.Place,
            Drivers = [.. t.Plan.Drivers.Select(driver => DriverOf(t, driver, context))],
            ValidFrom = ShanghaiTime.ToLocal(t.Plan.DepartsAt), ValidUntil = ShanghaiTime.ToLocal(t.Plan.ReturnsAt),
        };
    }

    /// <summary>The published name of a value.</summary>
    public static string Name<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static VerifiedDriver DriverOf(Trip t, string key, Context context)
    {
        var person = context.Facts.Person(key);
        var certificate =
            context.Facts.CertificatesOf(key).FirstOrDefault(c => c.Kind == CertificateKind.PassengerDriver);
        return new VerifiedDriver(Masked(person?.Name ?? ""), certificate is null
            ? null
            : IdentityNumber.Mask(certificate.Number), t.ReceiptOf(key) is not null);
    }

    private static string Masked(string name) =>
        name.Length == 0 ? "" : name[..1] + new string('*', Math.Max(1, name.Length - 1));

    /// <summary>A document that was renewed early is valid for the rest of the old period, too.</summary>
    public static DateTimeOffset Begin(Period period, Period? before) =>
        ShanghaiTime.StartOf(before is { } old && old.To.AddDays(1) == period.From ? old.From : period.From);
}
