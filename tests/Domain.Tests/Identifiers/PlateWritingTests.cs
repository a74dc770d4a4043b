using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>A plate is found in any usual writing (rules.md H.23).</summary>
public sealed class PlateWritingTests
{
    [Theory]
    [InlineData("京A12345")]
    [InlineData("京A·12345")]
    [InlineData("京A•12345")]
    [InlineData("京A・12345")]
    [InlineData("京A.12345")]
    [InlineData("京A．12345")]
    [InlineData("京A 12345")]
    [InlineData("　京a 123　45 ")]
    [InlineData("京Ａ１２３４５")]
    [InlineData("京ａ－１２３４５")]
    public void Every_writing_of_a_plate_is_one(string written) => Assert.Equal("京A12345", Plate.Normalize(written));

    [Theory]
    [InlineData("粤Ｚａ12b港", "粤ZA12B港")]
    [InlineData("豫ad·12345", "豫AD12345")]
    [InlineData("<script>", "<SCRIPT>")]
    [InlineData("", "")]
    public void The_rest_of_it_stays(string written, string plate) => Assert.Equal(plate, Plate.Normalize(written));
}
