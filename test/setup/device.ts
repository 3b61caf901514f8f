/** The demo device's test bench: its mood, its interfaces, and the repairs it counted itself. */
import type { Stack } from '#embedded/stack';
import type { DeviceMood, DeviceState } from '#cli/demo/device.server';

export interface DeviceWish { mood?: DeviceMood; repairDelayMs?: number; interface?: number; isUp?: boolean }
export interface TestDevice {
  /** Waits until the wish is taken. Answers the device's whole state. */
  put(wish: DeviceWish): Promise<DeviceState>;
  repairs(): Promise<DeviceState['repairs']>;
}

export function testDevice(stack: Stack): TestDevice {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${stack.ports.deviceHttp}${path}`, {
      method, headers: { authorization: `Bearer ${stack.env['SIGNALBOX_DEVICE_TOKEN']}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the device answered ${answer.status} to ${method} ${path}`);
    return await answer.json() as T;
  };
  return {
    put: (wish) => call<DeviceState>('PUT', '/demo/state', wish),
    repairs: async () => (await call<{ repairs: DeviceState['repairs'] }>('GET', '/repairs')).repairs,
  };
}
