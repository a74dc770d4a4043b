using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>What a card shows besides the data of its entity.</summary>
/// <param name="Paper">The paper size for which it is laid out.</param>
/// <param name="Portrait">The portrait that was handed in last, a JPEG or PNG; empty: none.</param>
/// <param name="Employer">Name of a railway driver's employer; null: not linked.</param>
public sealed record CardExtras(Paper Paper, ReadOnlyMemory<byte> Portrait, string? Employer);

/// <summary>
/// The licences that people carry (亮证): a practitioner's certificate, a vehicle's certificate, a railway driver's
/// licence. A card has the content of the printed form, as far as this registry has the data. An expired document still
/// has a card, and its code says that it has expired; a cancelled one has none.
/// </summary>
public static class Cards
{
    /// <summary>The refusal if there is no card; null: there is one.</summary>
    public static Refusal? Refuses(EntityState state, Context context) => state switch
    {
        Certificate c => CertificateValidity.On(context.Today, c, context.PersonOf(c.PersonKey), context.Rulebook,
            context.Calendar) is { Status: CertificateStatus.Cancelled, Ground: { } ground, Since: { } since }
            ? CertificateRefusals.Cancelled(ground, since) : null,
        Vehicle { End: { } end } => VehicleRefusals.Cancelled(end),
        Vehicle => null,
        RailCareer { Licence: null } => SheetRefusals.NoLicence(),
        RailCareer c => RailValidity.End(c, context.PersonOf(c.PersonKey)) is { } end
            && end.EffectiveOn <= context.Today ? RailRefusals.Ended(end, context.RailRulebook) : null,
        _ => throw new InvalidOperationException($"{state.GetType().Name} has no card"),
    };

    /// <summary>The card of an entity that <see cref="Refuses"/> does not refuse.</summary>
    public static Sheet Of(EntityState state, Context context, SheetStamp stamp, CardExtras extras) => state switch
    {
        Certificate c => OfCertificate(c, context, stamp, extras),
        Vehicle v => OfVehicle(v, context, stamp, extras),
        RailCareer c => OfRailLicence(c, context, stamp, extras),
        _ => throw new InvalidOperationException($"{state.GetType().Name} has no card"),
    };

    private static Sheet OfCertificate(Certificate c, Context context, SheetStamp stamp, CardExtras extras)
    {
        var view = CertificateView.Of(c, context, version: 0);
        ImmutableArray<SheetRow> grade = view.Assessment is { } assessment
            ? [new(new("诚信考核等级", "Integrity grade"), SheetWords.Of(assessment.LastGrade))] : [];
        return new Sheet
        {
            Name = $"certificate-{c.Key}", Paper = extras.Paper, Stamp = stamp,
            Title = new("道路运输从业人员从业资格证", "Qualification certificate of road transport"),
            HasPortrait = true, Portrait = extras.Portrait,
            Issuer = SheetWords.Issuer(new("发证机关", "Issued by"), view.Authority, view.ValidFrom),
            Rows =
            [
                new(new("姓名", "Name"), view.Holder.Name),
                .. SexAndBirth(context.PersonOf(c.PersonKey)),
                new(new("从业资格证号", "Number"), view.CertificateNumber.Shown),
                new(new("从业资格类别", "Kind"), SheetWords.Of(view.Kind)),
                new(new("初次领证日期", "First issued"), SheetWords.Day(view.FirstIssuedOn)),
                new(new("有效期限", "Valid"), SheetWords.Days(view.ValidFrom, view.ValidTo)),
                new(new("服务单位", "Service unit"), view.ServiceUnit),
                .. grade,
            ],
        };
    }

    private static Sheet OfVehicle(Vehicle v, Context context, SheetStamp stamp, CardExtras extras)
    {
        var view = VehicleView.Of(v, context, version: 0);
        ImmutableArray<SheetRow> seats = view.Seats is { } number
            ? [new(new("核定座位", "Seats"), $"{number}")] : [];
        ImmutableArray<SheetRow> technical = view.Technical is { } state
            ? [new(new("技术等级", "Technical grade"), SheetWords.Of(state.Grade))] : [];
        ImmutableArray<SheetRow> review = view.Review is { } latest
            ? [new(new("年度审验有效期至", "Annual review valid through"), SheetWords.Day(latest.ValidTo))] : [];
        return new Sheet
        {
            Name = $"vehicle-certificate-{v.Key}", Paper = extras.Paper, Stamp = stamp,
            Title = new("中华人民共和国道路运输证", "Road transport certificate, People's Republic of China"),
            Issuer = SheetWords.Issuer(new("核发机关", "Issued by"), view.Authority, view.ValidFrom),
            Rows =
            [
                new(new("道路运输证号", "Number"), view.CertificateNumber),
                new(new("业户名称", "Operator"), view.Operator.Name),
                new(new("车辆号牌", "Plate"), new LocalText(
                    $"{view.Plate}（{SheetWords.Of(view.PlateColour).Zh}）",
                    $"{view.Plate}, {SheetWords.Of(view.PlateColour).En}")),
                new(new("车辆识别代号", "VIN"), view.Vin),
                new(new("经营范围", "Scope"), SheetWords.Of(view.Kind)),
                .. seats,
                .. technical,
                new(new("有效期限", "Valid"), SheetWords.Days(view.ValidFrom, view.ValidTo)),
                .. review,
            ],
        };
    }

    private static Sheet OfRailLicence(RailCareer c, Context context, SheetStamp stamp, CardExtras extras)
    {
        var licence = c.Licence!;
        var classes = string.Join('、', licence.Classes.Select(held => held.Class.ToString()));
        ImmutableArray<SheetRow> employer = extras.Employer is { } name ? [new(new("聘用单位", "Employer"), name)] : [];
        return new Sheet
        {
            Name = $"rail-licence-{c.Key}", Paper = extras.Paper, Stamp = stamp,
            Title = new("铁路机车车辆驾驶证", "Railway driver licence"),
            HasPortrait = true, Portrait = extras.Portrait,
            Issuer = new(new("发证机关", "Issued by"), new LocalText("国家铁路局", "National Railway Administration"),
                licence.Period.From),
            Rows =
            [
                new(new("姓名", "Name"), licence.Name),
                .. SexAndBirth(context.PersonOf(c.PersonKey)),
                new(new("驾驶证编号", "Number"), licence.Number),
                new(new("准驾机型", "Classes"), classes),
                new(new("初次领证日期", "First issued"), SheetWords.Day(licence.Classes.Min(held => held.GrantedOn))),
                new(new("有效期限", "Valid"), SheetWords.Days(licence.Period.From, licence.Period.To)),
                .. employer,
            ],
        };
    }

    /// <summary>Sex and birth are read from numbers of eighteen digits only (GB 11643).</summary>
    private static ImmutableArray<SheetRow> SexAndBirth(Persons.Person person)
    {
        var birth = new SheetRow(new LocalText("出生日期", "Born"), SheetWords.Day(person.BornOn));
        return person.IdentityKind == IdentityKind.CitizenId && person.IdentityNumber is { Length: 18 } number
            ? [new(new("性别", "Sex"), number[16] % 2 == 1 ? new LocalText("男", "M") : new LocalText("女", "F")), birth]
            : [birth];
    }
}
