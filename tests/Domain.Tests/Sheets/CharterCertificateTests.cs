using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Tests.Trips;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Tests.Sheets;

/// <summary>The plate states what the regulation lists, no more (C.3).</summary>
public sealed class CharterCertificateTests
{
    private static readonly SheetStamp _stamp = new(
        "https://licences.example.cn/v/token", "https://licences.example.cn/v", DateTimeOffset.UnixEpoch);

    [Fact]
    public void It_states_carrier_issuer_vehicle_drivers_places_and_validity()
    {
        var trip = Issued();
        var sheet = CharterCertificate.Of(trip.Trip, trip.ContextFor(TripStage.CarrierActor), _stamp);
        Assert.Equal(new LocalText("省际包车客运标志牌（电子）", "Interprovincial charter plate (electronic)"), sheet.Title);
        Assert.Equal(
        [
            ("标志牌编号", trip.Trip.Number), ("运输企业", "云南示范客运"), ("企业签发人", "赵签发"), ("车牌号码", "云A60D68"), ("车牌颜色", "黄色"),
            ("驾驶员", "王一、李二"), ("起点", "昆明"), ("讫点", "成都"), ("主要途经地", "毕节"),
            ("有效期", "2024-06-03 08:00 至 2024-06-04 20:00"), ("备案机关", "云南省昆明市交通运输主管部门")],
        sheet.Rows.Select(row => (row.Label.Zh, row.Value.Zh)));
    }

    [Fact]
    public void A_trip_straight_there_says_that_no_place_lies_on_the_way()
    {
        var trip = Issued(TripStage.Sound() with { Via = [] });
        var sheet = CharterCertificate.Of(trip.Trip, trip.ContextFor(TripStage.CarrierActor), _stamp);
        Assert.Equal(new LocalText("无", "None"), sheet.Rows.Single(row => row.Label.Zh == "主要途经地").Value);
    }

    [Fact]
    public void There_is_none_before_it_is_issued_or_printed_or_after_it_was_cancelled()
    {
        var trip = new TripStage("2024-06-01").WhenFiled().ThenDone().Tick();
        Assert.Equal(RefusalCode.WrongState, CharterCertificate.Refuses(trip.Trip)?.Code);
        Assert.Null(CharterCertificate.Refuses(Issued().Trip));
        Assert.Equal(
            RefusalCode.WrongState,
            CharterCertificate.Refuses(
                Issued().When(new CancelTrip("改期"), TripStage.CarrierActor).ThenDone().Trip)?.Code);
        var paper = new TripStage("2024-06-01").WhenFiled()
            .ThenDone()
            .Tick()
            .When(new PrintTripPaper(), TripStage.CarrierActor)
            .ThenDone();
        Assert.Null(CharterCertificate.Refuses(paper.Trip)); // The plate itself.
    }

    private static TripStage Issued(TripPlan? plan = null)
    {
        var trip = new TripStage("2024-06-01");
        if (plan is not null) trip.Plan = plan;
        return trip.WhenFiled().ThenDone().Tick().When(new IssueTrip(), TripStage.CarrierActor).ThenDone();
    }
}
