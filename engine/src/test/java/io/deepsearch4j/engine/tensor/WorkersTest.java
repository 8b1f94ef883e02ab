package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void splitCoversEveryUnitOnceAtMultiplesOfTheBlock(int threads) {
    try (var workers = Workers.start(threads)) {
      for (int units : new int[] {0, 1, 31, 32, 33, 100, 1000}) {
        var seen = new AtomicIntegerArray(units);

        workers.split(
            units,
            32,
            (_, from, to) -> {
              assertThat(from % 32).isZero();
              for (int i = from; i < to; i++) {
                seen.incrementAndGet(i);
              }
            });

        assertThat(total(seen)).isEqualTo(units);
        assertThat(largest(seen)).isLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eachCoversEveryUnitOnce(int threads) {
    try (var workers = Workers.start(threads)) {
      var seen = new AtomicIntegerArray(500);

      workers.each(500, (_, from, _) -> seen.incrementAndGet(from));

      assertThat(total(seen)).isEqualTo(500);
      assertThat(largest(seen)).isEqualTo(1);
    }
  }

  @Test
  void everyThreadTakesItsShareAtTheSameTime() {
    try (var workers = Workers.start(3)) {
      var meeting = new CyclicBarrier(3);
      Set<Integer> numbers = Collections.synchronizedSet(new HashSet<>());

      workers.split(
          3,
          1,
          (worker, _, _) -> {
            meet(meeting);
            numbers.add(worker);
          });

      assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void manyJobsInARowLoseNothing() {
    try (var workers = Workers.start(2)) {
      var sums = new long[2];

      for (int i = 0; i < 20_000; i++) {
        workers.split(2, 1, (worker, _, _) -> sums[worker]++);
      }

      assertThat(sums).containsExactly(20_000, 20_000);
    }
  }

  @Test
  void wakesThreadsThatWentToSleep() {
    try (var workers = Workers.start(2)) {
      var worker = new Thread[2];
      workers.split(2, 1, (number, _, _) -> worker[number] = Thread.currentThread());
      while (worker[1].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      var again = new Thread[2];

      workers.split(2, 1, (number, _, _) -> again[number] = Thread.currentThread());

      assertThat(again).containsExactly(worker);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatATaskThrowsReachesTheCallerAndTheWorkersGoOn(int culprit) {
    try (var workers = Workers.start(2)) {
      assertThatThrownBy(
              () ->
                  workers.split(
                      2,
                      1,
                      (worker, _, _) -> {
                        if (worker == culprit) {
                          throw new IllegalStateException("no more paper");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no more paper");

      var seen = new AtomicIntegerArray(10);
      workers.each(10, (_, from, _) -> seen.incrementAndGet(from));

      assertThat(total(seen)).isEqualTo(10);
    }
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    try (var workers = Workers.start(2)) {
      var sums = new long[2];
      Thread caller = Thread.currentThread();

      workers.split(
          2,
          1,
          (worker, _, _) -> {
            if (worker == 1) {
              caller.interrupt();
              LockSupport.parkNanos(1);
            }
            sums[worker]++;
          });

      assertThat(Thread.interrupted()).isTrue();
      assertThat(sums).containsExactly(1, 1);
    }
  }

  @Test
  void refusesASecondCaller() {
    try (var workers = Workers.start(1)) {
      assertThatThrownBy(() -> workers.each(1, (_, _, _) -> workers.each(1, (_, _, _) -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already have a caller");
    }
  }

  @Test
  void closingEndsTheThreads() throws InterruptedException {
    var threads = new Thread[2];
    try (var workers = Workers.start(2)) {
      workers.split(2, 1, (worker, _, _) -> threads[worker] = Thread.currentThread());
    }

    threads[1].join();

    assertThat(threads[1].isAlive()).isFalse();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int total(AtomicIntegerArray counts) {
    int total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    return total;
  }

  private static int largest(AtomicIntegerArray counts) {
    int largest = 0;
    for (int i = 0; i < counts.length(); i++) {
      largest = Math.max(largest, counts.get(i));
    }
    return largest;
  }
}
